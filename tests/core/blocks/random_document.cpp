#include "random_document.h"

#include "model/block_kinds.h"

#include <array>
#include <charconv>

namespace audience::test {
namespace {

using namespace audience::model;

std::string pick(Rng &rng, std::initializer_list<const char *> words) { return *(words.begin() + rng.below(words.size())); }

std::string word(Rng &rng) {
    return pick(rng, {"Hello", "", "Tom & Jerry <3", "<script>alert(1)</script>", "\" onload=\"x()", "' onerror='x()", "--><b>out</b>", "<![endif]-->",
                      "{{ first_name | default: 'friend' }}", "{{ \"quoted\" }}", "{{", "{% if", "}}", "{", "]]>", "line\nbreak", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
                      "\xf0\x9f\x8e\x81 gift", "</td></tr></table>", "`tick`", "\xff\xfe", "&amp;", "{{ '-->' }}", "</style><script>x()</script>"});
}

std::string address(Rng &rng) {
    return pick(rng, {"https://example.org/?a=1&b=2", "http://example.org", "javascript:alert(1)", " JaVaScRiPt:alert(1)", "mailto:a@example.org", "{{ link }}", "",
                      "data:text/html,x", "//example.org", "https://example.org/\"><script>x</script>", "https://example.org/{{ id }}?q=(1)'", "file:///etc/passwd", "#top",
                      "https://example.org/--><i>", "https://example.org/{{ \"x\" | upcase }}"});
}

Json colour(Rng &rng) {
    const auto one = [&] { return pick(rng, {"#fff", "#123456", "brand.primary", "brand.nothing", "#ABCDEF"}); };
    return rng.chance(0.3) ? Json{{"light", one()}, {"dark", one()}} : Json(one());
}

Json numberIn(Rng &rng, std::string_view range) {
    int low = 0, high = 0;
    const std::size_t bar = range.find('|');
    std::from_chars(range.data(), range.data() + bar, low);
    std::from_chars(range.data() + bar + 1, range.data() + range.size(), high);
    return rng.between(low, high);
}

Json valueOf(Rng &rng, const BlockProperty &property, double probability);

Json partOf(Rng &rng, const BlockPart &part, double probability, Json to = Json::object()) {
    for (const BlockProperty &one : part.properties)
        if (one.required || rng.chance(probability))
            to[std::string(one.name)] = valueOf(rng, one, probability);
    return to;
}

template <class Make> Json some(Rng &rng, std::uint64_t most, Make make) {
    Json list = Json::array();
    for (std::uint64_t n = rng.below(most + 1); n > 0; --n)
        list.push_back(make());
    return list;
}

Json valueOf(Rng &rng, const BlockProperty &property, double probability) {
    const auto spans = [&] { return some(rng, 3, [&] { return partOf(rng, *blockPart("span"), 0.4); }); };
    switch (property.type) {
    case PropertyType::Text:
        return word(rng);
    case PropertyType::Markup:
        return property.name == "liquid" ? pick(rng, {"{{ first_name }}", "<b>"}) : pick(rng, {"<p>own</p>", "{{ body | raw }}"});
    case PropertyType::Url:
        return address(rng);
    case PropertyType::Picture:
        return rng.chance(0.2) ? std::string("brand.logo") : address(rng);
    case PropertyType::Colour:
        return colour(rng);
    case PropertyType::Font:
        return pick(rng, {"brand.body", "brand.none", "Arial, 'Open Sans', sans-serif", "\"Open Sans\", serif"});
    case PropertyType::Box:
        return rng.chance(0.5) ? Json(rng.between(0, 40)) : Json{rng.between(0, 40), rng.between(0, 40), rng.between(0, 40), rng.between(0, 40)};
    case PropertyType::Number:
        return numberIn(rng, property.of);
    case PropertyType::Switch:
        return rng.chance(0.5);
    case PropertyType::Choice: {
        std::vector<std::string> words{""};
        for (const char c : property.of) {
            if (c == '|')
                words.emplace_back();
            else
                words.back() += c;
        }
        return words[rng.below(words.size())];
    }
    case PropertyType::Condition:
        return pick(rng, {"person.vip", "orders > 3", "city == 'Rome' and age < 3"});
    case PropertyType::Identifier:
        return pick(rng, {"item", "x_1"});
    case PropertyType::Group:
        return partOf(rng, *blockPart(property.of), probability);
    case PropertyType::Items:
        return some(rng, 4, [&] { return partOf(rng, *blockPart(property.of), probability); });
    case PropertyType::Texts:
        return some(rng, 4, [&] { return word(rng); });
    case PropertyType::Rows:
        return some(rng, 3, [&] { return some(rng, 4, [&] { return word(rng); }); });
    case PropertyType::Spans:
        return spans();
    case PropertyType::Spanned:
        return some(rng, 3, spans);
    case PropertyType::Flow:
        return some(rng, 3, [&] {
            return rng.chance(0.7) ? Json{{"spans", spans()}} : Json{{"list", rng.chance(0.5) ? "bullet" : "number"}, {"items", some(rng, 3, spans)}};
        });
    }
    return {};
}

} // namespace

Json randomBlock(Rng &rng, std::string_view kind, double probability, const std::string &id) {
    Json block = partOf(rng, *blockPart("block"), probability / 3, Json{{"id", id}, {"kind", std::string(kind)}});
    return partOf(rng, *blockKind(kind), probability, std::move(block));
}

Json randomDocument(Rng &rng) {
    int next = 0;
    const auto id = [&] { return "p" + std::to_string(++next); };
    Json sections = Json::array();
    for (std::uint64_t s = rng.below(4); s > 0; --s) {
        Json columns = Json::array();
        const std::uint64_t count = 1 + rng.below(4);
        const bool widths = count == 2 && rng.chance(0.5);
        for (std::uint64_t c = 0; c < count; ++c) {
            Json column = partOf(rng, *blockPart("column"), 0.3, Json{{"id", id()}});
            column.erase("width");
            if (widths)
                column["width"] = c == 0 ? 33 : 67;
            column["blocks"] = Json::array();
            for (std::uint64_t b = rng.below(5); b > 0; --b)
                column["blocks"].push_back(randomBlock(rng, blockKinds()[rng.below(blockKinds().size())].name, 0.5, id()));
            columns.push_back(std::move(column));
        }
        Json section = partOf(rng, *blockPart("section"), 0.3, Json{{"id", id()}});
        section["columns"] = std::move(columns);
        section["x_later"] = Json{{"kept", true}};
        sections.push_back(std::move(section));
    }
    return Json{{"audience_blocks", 1}, {"page", partOf(rng, *blockPart("page"), 0.4)}, {"sections", std::move(sections)}, {"later", "kept"}};
}

} // namespace audience::test
