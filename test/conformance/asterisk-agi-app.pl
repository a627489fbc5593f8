#!/usr/bin/perl
# The conformance app of Asterisk::AGI: apt install libasterisk-agi-perl, then PORT=4573 perl asterisk-agi-app.pl
use strict;
use warnings;
use Asterisk::AGI;
use IO::Socket::INET;

sub decoded { my ($text) = @_; $text =~ s/%([0-9A-F]{2})/chr hex $1/gei; return $text }
sub encoded { my ($text) = @_; $text =~ s/([^A-Za-z0-9._-])/sprintf '%%%02X', ord $1/ge; return $text }
sub report { return join '|', map { encoded($_) } @_ }

sub answer_call {
    my $agi = Asterisk::AGI->new;
    my %environment = $agi->ReadParse();

    # A value, or none; and a number, which the library leaves undefined when the answer is no success.
    my $value = sub { my ($given) = @_; return defined $given ? report('ok', $given) : 'ok' };
    my $number = sub { my ($given) = @_; return defined $given ? report('ok', $given) : 'error' };
    my %methods = (
        'ENVIRONMENT'    => sub { $value->($environment{ $_[0] =~ s{^agi_}{}r }) },
        'CALLS'          => sub { report('ok', 1) },    # a process for each call
        'SET LONG'       => sub { $number->($agi->set_variable($_[0], $_[1] x $_[2])) },
        'GET VARIABLE'   => sub { $value->($agi->get_variable($_[0])) },
        'SET VARIABLE'   => sub { $number->($agi->set_variable(@_)) },
        'DATABASE GET'   => sub { $value->($agi->database_get(@_)) },
        'WAIT FOR DIGIT' => sub { $number->($agi->wait_for_digit($_[0])) },
        'STREAM FILE'    => sub { $number->($agi->stream_file(@_)) },
        'GET DATA'       => sub { $value->($agi->get_data(@_)) },
        'EXEC'           => sub { $number->($agi->exec(@_)) },
        'VERBOSE'        => sub { $number->($agi->verbose(@_)) },
    );
    while (my $step = $agi->get_variable('CONFORMANCE_STEP')) {
        my ($name, @args) = map { decoded($_) } split /\|/, $step, -1;
        my $method = $methods{$name};
        $agi->set_variable('CONFORMANCE_RESULT', $method ? $method->(@args) : 'unsupported');
    }
}

# The library speaks on standard input and output: as under inetd, each connection is those of a process.
$SIG{CHLD} = 'IGNORE';
my $server = IO::Socket::INET->new(
    LocalAddr => '127.0.0.1',
    LocalPort => $ENV{PORT} // 4573,
    Listen    => 128,
    ReuseAddr => 1,
) or die "$!\n";
while (1) {
    my $connection = $server->accept or next;
    next if fork;
    open STDIN,  '<&', $connection or die "$!\n";
    open STDOUT, '>&', $connection or die "$!\n";
    close $connection;
    answer_call();
    exit;
}
