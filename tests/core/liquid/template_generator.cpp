#include "template_generator.h"

namespace audience::test {

std::string TemplateGenerator::pick(std::initializer_list<std::string_view> choices) {
    return std::string(*(choices.begin() + m_rng.below(choices.size())));
}

std::string TemplateGenerator::make(bool sloppy) {
    m_sloppy = sloppy;
    return block(0);
}

Json TemplateGenerator::value(int depth) {
    switch (m_rng.below(depth > 2 ? 8 : 12)) {
    case 0:
        return nullptr;
    case 1:
        return chance(50);
    case 2:
        return m_rng.between(-20, 1000);
    case 3:
        return static_cast<double>(m_rng.between(-5000, 5000)) / 100.0;
    case 4:
        return pick(
            {"", " ", "a", "Hello World", "x,y,z", "<b>\"q\"&amp;</b>", "12", "3.75", "-4"});
    case 5:
        return pick(
            {"2026-03-04", "2026-03-04 05:06:07", "Ünïcode ß", "one two  three\nfour", "abc"});
    case 6:
        return m_rng.between(-3, 3);
    case 7:
        return pick({"a", "b", "B", "c", "apple", "Banana"});
    case 8:
    case 9: {
        Json array = Json::array();
        const std::uint64_t size = m_rng.below(5);
        const std::uint64_t kind = m_rng.below(4);
        for (std::uint64_t i = 0; i < size; ++i) {
            if (kind == 0)
                array.push_back(m_rng.between(-9, 9));
            else if (kind == 1)
                array.push_back(pick({"a", "b", "B", "c", "apple", "Banana"}));
            else
                array.push_back(value(depth + 1));
        }
        return array;
    }
    case 10: {
        Json array = Json::array();
        const std::uint64_t size = m_rng.below(4);
        for (std::uint64_t i = 0; i < size; ++i) {
            array.push_back(
                {{"title", pick({"foo", "bar", "Baz"})}, {"price", m_rng.between(1, 9)}});
            if (chance(20))
                array.back().erase("price");
        }
        return array;
    }
    default: {
        Json object = Json::object();
        for (const char *name : {"title", "price", "b"})
            if (chance(60))
                object[name] = value(depth + 1);
        return object;
    }
    }
}

Json TemplateGenerator::data() {
    Json data = Json::object();
    for (const char *name : {"a", "b", "c", "items", "obj", "user-name", "n", "s"})
        data[name] = value(0);
    return data;
}

std::string TemplateGenerator::open() {
    return chance(12) ? "{%-" : "{%";
}

std::string TemplateGenerator::close() {
    return (chance(50) ? " " : "") + std::string(chance(12) ? "-%}" : "%}");
}

std::string TemplateGenerator::noise() {
    return m_sloppy && chance(8) ? pick({"!", " & ", "'", "\"", "|", ",", " extra", "..", "[", "]",
                                         "(", ")", "-", "?", "=", " = "})
                                 : "";
}

std::string TemplateGenerator::number() {
    return chance(70) ? std::to_string(m_rng.between(-3, 12))
                      : pick({"1.5", "-2.25", "0.1", "10.0", "3.14159"});
}

std::string TemplateGenerator::text() {
    return pick({"''", "' '", "'a'", "\"b\"", "'Hello World'", "', '", "'<p>x</p>'", "'12'",
                 "'3.5'", "'%Y'", "'o'", "'title'", "'price'"});
}

std::string TemplateGenerator::literal() {
    switch (m_rng.below(6)) {
    case 0:
        return pick({"true", "false", "nil"});
    case 1:
    case 2:
        return number();
    default:
        return text();
    }
}

std::string TemplateGenerator::path() {
    std::string result = pick(
        {"a", "b", "c", "items", "obj", "user-name", "n", "s", "x", "item", "missing", "forloop"});
    if (result == "forloop")
        return result +
               pick({".index", ".index0", ".rindex", ".rindex0", ".first", ".last", ".length"});
    const std::uint64_t steps = m_rng.below(3);
    for (std::uint64_t i = 0; i < steps; ++i)
        result +=
            pick({".title", ".price", ".b", "[0]", "[-1]", "[1]", "['title']", "[n]", ".nope"});
    return result + noise();
}

std::string TemplateGenerator::expression() {
    if (chance(4))
        return "(" + std::to_string(m_rng.between(-2, 3)) + ".." +
               (chance(70) ? std::to_string(m_rng.between(0, 6)) : path()) + ")";
    return chance(65) ? path() : literal();
}

std::string TemplateGenerator::filter() {
    switch (m_rng.below(10)) {
    case 0:
        return pick({"upcase", "downcase", "capitalize", "strip", "lstrip", "rstrip", "escape",
                     "escape_once", "strip_html", "strip_newlines", "newline_to_br", "url_encode",
                     "size"});
    case 1:
        return pick({"append", "prepend", "remove", "remove_first", "remove_last"}) + ": " +
               expression();
    case 2:
        return pick({"replace", "replace_first", "replace_last"}) + ": " + text() + ", " +
               expression();
    case 3:
        return pick({"plus", "minus", "times", "divided_by", "modulo", "at_least", "at_most"}) +
               ": " + (chance(70) ? number() : expression());
    case 4:
        return pick({"abs", "ceil", "floor", "round", "round: 1", "round: 2"});
    case 5:
        return pick({"join", "join: ', '", "reverse", "uniq", "compact", "sort", "sort_natural",
                     "split: ','", "split: ''", "split: ' '"});
    case 6:
        return pick({"map: 'title'", "where: 'title'", "where: 'title', 'foo'", "sort: 'price'",
                     "uniq: 'title'", "compact: 'price'", "concat: items", "concat: a"});
    case 7:
        return pick({"truncate: 5", "truncate: 7, '-'", "truncatewords: 2",
                     "truncatewords: 1, '--'", "slice: 1", "slice: 0, 3", "slice: -2, 2",
                     "base64_encode", "base64_url_safe_encode"});
    case 8:
        return "default: " + expression() + (chance(20) ? ", allow_false: true" : "");
    default:
        return pick({"nosuch", "nosuch: 1", "append", "upcase: 1", "round: 'x'", "slice: 'x'",
                     "slice", "join: ',', 1"});
    }
}

std::string TemplateGenerator::filters() {
    std::string result;
    for (std::uint64_t i = m_rng.below(4); i > 0; --i)
        result += (chance(80) ? " | " : "|") + filter() + noise();
    return result;
}

std::string TemplateGenerator::output() {
    // Dates on their own: what the reference makes of a text that is no date is accident.
    if (chance(8))
        return "{{ " +
               pick({"'2026-03-04'", "'2026-03-04 05:06:07'", "'Mar 14 2016'", "1152098955",
                     "'14 March 2016 10:30 pm'", "'2016-01-02T03:04:05+02:00'",
                     "'Tue, 15 Nov 1994 12:45:26 GMT'"}) +
               " | date: '" +
               pick({"%Y-%m-%d", "%-d %b %y, %H:%M", "%j|%U|%e|%^a|%10Y|%-H", "%c %Z %z",
                     "%D %T %p %P %I %l", "%G-%V %u %w %W %C %s",
                     "%B %^B %#p %5d %-5d %_5d %03e %%", "%Q %:z %::z %L %3N %6N %N"}) +
               "' }}";
    return (chance(10) ? "{{-" : "{{") + std::string(" ") + expression() + filters() + " " +
           (chance(10) ? "-}}" : "}}");
}

std::string TemplateGenerator::condition() {
    std::string result = expression();
    if (chance(65))
        result += " " + pick({"==", "!=", "<>", "<", ">", "<=", ">=", "contains"}) + " " +
                  (chance(15) ? "empty" : expression());
    if (chance(25))
        result += pick({" and ", " or "}) + condition();
    return result + noise();
}

std::string TemplateGenerator::loop() {
    std::string result =
        pick({"item", "x"}) + " in " +
        (chance(70) ? pick({"items", "a", "b", "obj", "(1..3)", "(0..n)"}) : path());
    if (chance(15))
        result += " reversed";
    if (chance(20))
        result += " limit:" + number();
    if (chance(20))
        result += pick({" offset:1", " offset: n", " offset: continue", " offset:2"});
    return result + noise();
}

std::string TemplateGenerator::tag(int depth) {
    const std::string begin = open() + " ", end = close();
    if (depth > 3)
        return begin + "assign x = " + expression() + filters() + end;
    switch (m_rng.below(14)) {
    case 0:
    case 1:
        return begin + "if " + condition() + end + block(depth + 1) +
               (chance(30) ? open() + " elsif " + condition() + close() + block(depth + 1) : "") +
               (chance(40) ? open() + " else " + close() + block(depth + 1) : "") + open() +
               " endif " + close();
    case 2:
        return begin + "unless " + condition() + end + block(depth + 1) + open() + " endunless " +
               close();
    case 3:
    case 4:
        return begin + "for " + loop() + end + block(depth + 1) +
               (chance(15) ? open() + pick({" break ", " continue "}) + close() : "") +
               (chance(25) ? open() + " else " + close() + block(depth + 1) : "") + open() +
               " endfor " + close();
    case 5:
        return begin + "case " + expression() + end + open() + " when " + expression() +
               (chance(40) ? pick({", ", " or "}) + expression() : "") + " " + close() +
               block(depth + 1) +
               (chance(50) ? open() + " else " + close() + block(depth + 1) : "") + open() +
               " endcase " + close();
    case 6:
        return begin + "capture x" + end + block(depth + 1) + open() + " endcapture " + close();
    case 7:
        return begin + "cycle " + (chance(30) ? "'g': " : "") + literal() + ", " + literal() +
               (chance(30) ? ", " + path() : "") + end;
    case 8:
        return begin + pick({"increment", "decrement"}) + " " + pick({"k", "m"}) + end;
    case 9:
        return begin + "comment" + end + "hidden {{ a }}" + open() + " endcomment " + close();
    case 10:
        return "{% raw %}" + pick({"{{ a }}", "{% b %}", " x "}) + "{% endraw %}";
    case 11:
        return begin + "tablerow item in " + pick({"items", "a", "(1..4)"}) + " cols:2" +
               (chance(30) ? " limit:3" : "") + end + block(depth + 2) + "{% endtablerow %}";
    case 12:
        return begin + "liquid\n  assign x = " + expression() + filters() + "\n  echo x\n" + end;
    default:
        return begin + "assign " + pick({"x", "y", "item"}) + " = " + expression() + filters() +
               end;
    }
}

std::string TemplateGenerator::block(int depth) {
    std::string result;
    for (std::uint64_t i = 1 + m_rng.below(depth == 0 ? 5 : 3); i > 0; --i) {
        switch (m_rng.below(5)) {
        case 0:
            result += pick({"text", " ", "\n", "  a b\n", "é{", "} %", "<p>"});
            break;
        case 1:
        case 2:
            result += output();
            break;
        default:
            result += tag(depth);
            break;
        }
    }
    return result;
}

} // namespace audience::test
