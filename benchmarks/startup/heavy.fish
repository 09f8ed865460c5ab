# The same as heavy.sh, as far as fish has the same.
function on_path
    contains -- $argv[1] $PATH
end

function add_to_path
    on_path $argv[1]; or set -gx PATH $argv[1] $PATH
end

function remember
    set -l kind $argv[1]
    if test "$argv[2]" = other
        set kind other
    end
    set -g words $kind $argv[2]
end

set -l names alpha beta gamma delta other
for hundred in (seq 130)
    for name in $names
        for number in 1 2 3 4 5 6 7 8 9 10
            remember $name $number
            if test $name = gamma; and test $number -gt 5
                set kind "$name-$number"
            end
            switch $name
                case 'al*' 'be*'
                    set kind first
                case '*'
                    set kind last
            end
            test $kind = first; or set list "$kind $name"
            contains -- $number 3 7; and set list $list[1] $number
        end
    end
    for part in /opt/$hundred/bin /opt/$hundred/lib /srv/$hundred/share
        set -l line (string replace -a / : -- $part)
        set -l short (string split -r -m 1 : -- $line)
    end
    if test (math $hundred % 20) -eq 0
        add_to_path $HOME/tools/$hundred/bin
    end
end
