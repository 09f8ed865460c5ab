# shellcheck shell=bash
export EDITOR=vi
export LESS=-FRX
HISTSIZE=5000
alias ll='ls -l'
alias gs='git status --short'
greet() {
    printf 'hello %s\n' "$1"
}
[ ! -d "$HOME/bin" ] || PATH=$HOME/bin:$PATH
