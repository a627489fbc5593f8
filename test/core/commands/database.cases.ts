import type { CommandCase } from '../support/conversation.js';

export const databaseCases: readonly CommandCase[] = [
  { call: (c) => c.databaseGet('a', 'b c'), talk: ['> DATABASE GET "a" "b c"', '< 200 result=1 (v)'], gives: 'v' },
  {
    call: (c) => c.databaseGet('a', 'b'),
    talk: ['> DATABASE GET "a" "b"', '< 200 result=1 (d1', '< d2)'],
    gives: 'd1\nd2',
  },
  {
    call: (c) => c.databaseGet('a', 'b'),
    talk: ['> DATABASE GET "a" "b"', '< 200 result=0'],
    fails: ['DatabaseError', /there is no such key/],
  },

  { call: (c) => c.databasePut('a', 'b', ''), talk: ['> DATABASE PUT "a" "b" ""', '< 200 result=1'] },
  {
    call: (c) => c.databasePut('a', 'b', 'c'),
    talk: ['> DATABASE PUT "a" "b" "c"', '< 200 result=0'],
    fails: ['DatabaseError', /it was not stored/],
  },

  { call: (c) => c.databaseDel('a', 'b'), talk: ['> DATABASE DEL "a" "b"', '< 200 result=1'] },
  {
    call: (c) => c.databaseDel('a', 'b'),
    talk: ['> DATABASE DEL "a" "b"', '< 200 result=0'],
    fails: ['DatabaseError', /it was not removed/],
  },

  { call: (c) => c.databaseDelTree('a'), talk: ['> DATABASE DELTREE "a"', '< 200 result=0'], gives: true },
  { call: (c) => c.databaseDelTree('a', 'b'), talk: ['> DATABASE DELTREE "a" "b"', '< 200 result=1'], gives: false },
  {
    call: (c) => c.databaseDelTree('a'),
    talk: ['> DATABASE DELTREE "a"', '< 200 result=-1'],
    fails: ['ProtocolError'],
  },
  { call: (c) => c.databaseClear(), talk: ['> DATABASE DELTREE ""', '< 200 result=0'], gives: true },
  { call: (c) => c.databaseClear(), talk: ['> DATABASE DELTREE ""', '< 200 result=1'], gives: false },
];
