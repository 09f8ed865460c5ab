set -gx EDITOR vi
set -gx LESS -FRX
set -g fish_greeting
alias ll='ls -l'
alias gs='git status --short'
function greet
    printf 'hello %s\n' $argv[1]
end
test -d $HOME/bin; and set -gx PATH $HOME/bin $PATH
