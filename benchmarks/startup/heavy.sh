# shellcheck shell=bash
# About 80,000 commands of the ordinary kind, for zsh and bash: what years of a framework's plugins come to.
on_path() {
    [[ ":$PATH:" == *":$1:"* ]]
}

add_to_path() {
    on_path "$1" || PATH="$1:$PATH"
}

trimmed() {
    local text=$1
    text=${text#"${text%%[![:space:]]*}"}
    word=${text%"${text##*[![:space:]]}"}
}

shelf=
for part in a b c d e f g h i j k l m n o p q r s t u v w x y z; do
    shelf="$shelf/usr/share/$part/teens/other:/opt/$part/other/teens"
done

count=0
for ((i = 0; i < 5000; i++)); do
    trimmed "  tool-$((i % 40)).$i  "
    name=${word%%.*}
    number=${word##*.}
    if [[ $name == tool-7 && $number -gt 0 ]]; then
        count=$((count + 1))
    fi
    case $name in
        tool-1*) kind=teens ;;
        *) kind=other ;;
    esac
    line=${shelf//$kind/$name}
    line=${line##*/}
    [[ $kind == teens ]] || kind="$kind $line"
    if ((i % 1000 == 0)); then
        add_to_path "$HOME/tools/$name/bin"
    fi
done
unset shelf part count i word name number kind line
