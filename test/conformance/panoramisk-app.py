# The conformance app of panoramisk: apt install python3-panoramisk, then PORT=4573 /usr/bin/python3 panoramisk-app.py
import asyncio
import os
import re
from urllib.parse import quote, unquote

from panoramisk import fast_agi

calls = 0
PLAIN = re.compile(r'[\w.:/*#|%=-]+', re.ASCII)


class Unsupported(Exception):
    pass


async def ask(request, *words):
    # The library takes whole lines: an argument that must be quoted would be the app's work.
    if not all(PLAIN.fullmatch(word) for word in words):
        raise Unsupported
    answer = await request.send_command(' '.join(words))
    if 'error' in answer:
        raise RuntimeError(answer['error'])
    return answer


async def value(request, *words):
    result, text = (await ask(request, *words))['result']
    return [text] if result == '1' else []


async def result(request, *words):
    answer = await ask(request, *words)
    number, text = answer['result']
    facts = [f'endpos={answer["endpos"][0]}'] if 'endpos' in answer else []
    return [number, text, *facts] if text else [number, *facts]


async def carry_out(request, name, *args):
    if name == 'ENVIRONMENT':
        return [request.headers[args[0]]] if args[0] in request.headers else []
    if name == 'CALLS':
        return [str(calls)]
    if name == 'BOTH':
        return sum(await asyncio.gather(*(value(request, 'GET', 'VARIABLE', each) for each in args)), [])
    if name == 'SET LONG':
        return await result(request, 'SET', 'VARIABLE', args[0], args[1] * int(args[2]))
    if name in ('GET VARIABLE', 'DATABASE GET'):
        return await value(request, *name.split(), *args)
    return await result(request, *name.split(), *args)


async def report(request, name, *args):
    try:
        given = await carry_out(request, name, *args)
        return '|'.join(quote(part, safe='') for part in ['ok', *given])
    except Unsupported:
        return 'unsupported'
    except RuntimeError as error:
        return 'hangup' if str(error) == 'AGIResultHangup' else 'error|' + quote(str(error), safe='')


async def answer_call(request):
    global calls
    calls += 1
    try:
        while step := ''.join(await value(request, 'GET', 'VARIABLE', 'CONFORMANCE_STEP')):
            done = await report(request, *map(unquote, step.split('|')))
            await ask(request, 'SET', 'VARIABLE', 'CONFORMANCE_RESULT', done)
    finally:
        calls -= 1


async def main():
    app = fast_agi.Application(loop=asyncio.get_running_loop())
    app.add_route('conformance', answer_call)
    server = await asyncio.start_server(app.handler, '127.0.0.1', int(os.environ.get('PORT', '4573')))
    await server.serve_forever()


asyncio.run(main())
