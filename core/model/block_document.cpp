#include "model/block_document.h"

#include "model/block_kinds.h"
#include "model/block_values.h"

#include <charconv>
#include <cmath>
#include <set>

namespace audience::model {
namespace {

constexpr int kVersion = 1;
constexpr std::size_t kMaxSections = 200, kMaxColumns = 4, kMaxList = 500, kMaxBlocks = 5000;

class Reader {
public:
    explicit Reader(Findings &out) : m_out(out) {}

    void document(const Json &json) {
        if (!json.is_object())
            return addFinding(m_out, "blocks.not_an_object", {});
        const Json *version = jsonMember(json, "audience_blocks");
        if (!version || !version->is_number_integer())
            return addFinding(m_out, "blocks.missing", {}, {{"name", "audience_blocks"}});
        if (const auto number = version->get<std::int64_t>(); number > kVersion || number < 1)
            return addFinding(m_out, "blocks.newer_version", "/audience_blocks", {{"version", std::to_string(number)}});
        if (const Json *page = member(json, {}, "page", Json::value_t::object))
            part(*page, *blockPart("page"), "/page");
        if (const Json *sections = member(json, {}, "sections", Json::value_t::array)) {
            if (sections->size() > kMaxSections)
                return addFinding(m_out, "blocks.too_many", "/sections", {{"limit", std::to_string(kMaxSections)}});
            for (std::size_t i = 0; i < sections->size(); ++i)
                section((*sections)[i], under("/sections", i));
            if (m_blocks > kMaxBlocks)
                addFinding(m_out, "blocks.too_many", "/sections", {{"limit", std::to_string(kMaxBlocks)}});
        }
    }

private:
    void wrong(const std::string &path, std::string_view expected) {
        addFinding(m_out, "blocks.wrong_type", path, {{"expected", std::string(expected)}});
    }
    // A member that must be there, of this type.
    const Json *member(const Json &json, const std::string &path, const char *name, Json::value_t type) {
        const Json *value = jsonMember(json, name);
        if (!value)
            addFinding(m_out, "blocks.missing", path, {{"name", name}});
        else if (value->type() != type)
            wrong(under(path, name), type == Json::value_t::array ? "list" : "object");
        return value && value->type() == type ? value : nullptr;
    }
    void id(const Json &json, const std::string &path) {
        const Json *value = jsonMember(json, "id");
        if (!value)
            return addFinding(m_out, "blocks.missing", path, {{"name", "id"}});
        const std::string text = value->is_string() ? value->get<std::string>() : std::string();
        if (!isPartId(text) || text == "page")
            addFinding(m_out, "blocks.bad_id", under(path, "id"), {{"value", text}});
        else if (!m_ids.insert(text).second)
            addFinding(m_out, "blocks.id_taken", under(path, "id"), {{"value", text}});
    }
    void section(const Json &json, const std::string &path) {
        if (!json.is_object())
            return wrong(path, "object");
        id(json, path);
        part(json, *blockPart("section"), path);
        const Json *columns = member(json, path, "columns", Json::value_t::array);
        if (!columns)
            return;
        if (columns->empty() || columns->size() > kMaxColumns)
            return addFinding(m_out, "blocks.column_count", under(path, "columns"));
        double given = 0;
        std::size_t open = 0;
        for (std::size_t i = 0; i < columns->size(); ++i) {
            column((*columns)[i], under(under(path, "columns"), i));
            const double width = jsonNumber((*columns)[i], "width");
            given += width;
            open += width == 0;
        }
        const double most = 100.5 - 5.0 * static_cast<double>(open);
        if (given > most || (open == 0 && given < 99.5))
            addFinding(m_out, "blocks.column_widths", under(path, "columns"));
    }
    void column(const Json &json, const std::string &path) {
        if (!json.is_object())
            return wrong(path, "object");
        id(json, path);
        part(json, *blockPart("column"), path);
        if (const Json *blocks = member(json, path, "blocks", Json::value_t::array)) {
            if (blocks->size() > kMaxList)
                return addFinding(m_out, "blocks.too_many", under(path, "blocks"), {{"limit", std::to_string(kMaxList)}});
            m_blocks += blocks->size();
            for (std::size_t i = 0; i < blocks->size() && m_blocks <= kMaxBlocks; ++i)
                block((*blocks)[i], under(under(path, "blocks"), i));
        }
    }
    void block(const Json &json, const std::string &path) {
        if (!json.is_object())
            return wrong(path, "object");
        id(json, path);
        part(json, *blockPart("block"), path);
        const Json *kind = jsonMember(json, "kind");
        if (!kind)
            return addFinding(m_out, "blocks.missing", path, {{"name", "kind"}});
        if (!kind->is_string())
            return wrong(under(path, "kind"), "text");
        if (const BlockPart *known = blockKind(kind->get_ref<const std::string &>()))
            part(json, *known, path);
        else
            addFinding(m_out, "blocks.unknown_kind", under(path, "kind"), {{"value", kind->get<std::string>()}}, Finding::Severity::Warning);
    }
    void part(const Json &json, const BlockPart &what, const std::string &path) {
        for (const BlockProperty &property : what.properties) {
            if (const Json *value = jsonMember(json, property.name))
                check(*value, property, under(path, property.name));
            else if (property.required)
                addFinding(m_out, "blocks.missing", path, {{"name", std::string(property.name)}});
        }
    }
    void check(const Json &value, const BlockProperty &property, const std::string &path) {
        switch (property.type) {
        case PropertyType::Text:
        case PropertyType::Markup:
        case PropertyType::Url:
        case PropertyType::Picture:
            return value.is_string() ? void() : wrong(path, "text");
        case PropertyType::Font:
            return font(value, path);
        case PropertyType::Colour:
            checkColour(value, path, m_out);
            return;
        case PropertyType::Box:
            return box(value, path);
        case PropertyType::Number:
            return number(value, property.of, path);
        case PropertyType::Switch:
            return value.is_boolean() ? void() : wrong(path, "boolean");
        case PropertyType::Choice:
            return choice(value, property.of, path);
        case PropertyType::Condition:
        case PropertyType::Identifier:
            return expression(value, property.type, path);
        case PropertyType::Group:
            return value.is_object() ? part(value, *blockPart(property.of), path) : wrong(path, "object");
        case PropertyType::Items:
            return list(value, path, [&](const Json &one, const std::string &at) {
                one.is_object() ? part(one, *blockPart(property.of), at) : wrong(at, "object");
            });
        case PropertyType::Texts:
            return list(value, path, [&](const Json &one, const std::string &at) { one.is_string() ? void() : wrong(at, "text"); });
        case PropertyType::Rows:
            return list(value, path, [&](const Json &row, const std::string &at) { check(row, {"", PropertyType::Texts}, at); });
        case PropertyType::Spanned:
            return list(value, path, [&](const Json &one, const std::string &at) { check(one, {"", PropertyType::Spans}, at); });
        case PropertyType::Spans:
            return list(value, path, [&](const Json &one, const std::string &at) {
                one.is_object() ? part(one, *blockPart("span"), at) : wrong(at, "object");
            });
        case PropertyType::Flow:
            return list(value, path, [&](const Json &one, const std::string &at) {
                one.is_object() ? part(one, *blockPart("paragraph"), at) : wrong(at, "object");
            });
        }
    }
    template <class Each> void list(const Json &value, const std::string &path, Each each) {
        if (!value.is_array())
            return wrong(path, "list");
        if (value.size() > kMaxList)
            return addFinding(m_out, "blocks.too_many", path, {{"limit", std::to_string(kMaxList)}});
        for (std::size_t i = 0; i < value.size(); ++i)
            each(value[i], under(path, i));
    }
    void font(const Json &value, const std::string &path) {
        const std::string text = value.is_string() ? value.get<std::string>() : std::string();
        if (!isBrandToken(text) && !isFontList(text))
            addFinding(m_out, "blocks.bad_font", path, {{"value", text}});
    }
    void number(const Json &value, std::string_view range, const std::string &path) {
        if (!value.is_number())
            return wrong(path, "number");
        const std::size_t bar = range.find('|');
        int low = 0, high = 0;
        std::from_chars(range.data(), range.data() + bar, low);
        std::from_chars(range.data() + bar + 1, range.data() + range.size(), high);
        if (const double number = value.get<double>(); !(number >= low && number <= high))
            addFinding(m_out, "blocks.out_of_range", path, {{"value", value.dump()}, {"low", std::to_string(low)}, {"high", std::to_string(high)}});
    }
    void box(const Json &value, const std::string &path) {
        if (value.is_number())
            return number(value, "0|200", path);
        if (!value.is_array() || value.size() != 4)
            return wrong(path, "four numbers");
        for (std::size_t i = 0; i < 4; ++i)
            number(value[i], "0|200", under(path, i));
    }
    void choice(const Json &value, std::string_view choices, const std::string &path) {
        const std::string text = value.is_string() ? value.get<std::string>() : std::string();
        for (std::size_t from = 0; from <= choices.size();) {
            const std::size_t to = std::min(choices.find('|', from), choices.size());
            if (!text.empty() && choices.substr(from, to - from) == text)
                return;
            from = to + 1;
        }
        addFinding(m_out, "blocks.unknown_choice", path, {{"value", text}, {"choices", std::string(choices)}});
    }
    void expression(const Json &value, PropertyType type, const std::string &path) {
        const std::string text = value.is_string() ? value.get<std::string>() : std::string();
        if (type == PropertyType::Identifier && !isIdentifier(text))
            addFinding(m_out, "blocks.bad_name", path, {{"value", text}});
        else if (type == PropertyType::Condition && !isLiquidExpression(text))
            addFinding(m_out, "blocks.bad_condition", path, {{"value", text}});
    }

    Findings &m_out;
    std::set<std::string> m_ids;
    std::size_t m_blocks = 0;
};

const Json *withId(const Json &list, const char *inside, std::string_view id) {
    for (const Json &one : list) {
        if (jsonText(one, "id") == id)
            return &one;
        if (inside)
            if (const Json *found = withId(one.at(inside), inside == std::string_view("columns") ? "blocks" : nullptr, id))
                return found;
    }
    return nullptr;
}

} // namespace

BlockDocument::BlockDocument()
    : m_json(std::make_shared<const Json>(Json{{"audience_blocks", kVersion}, {"page", Json::object()}, {"sections", Json::array()}})) {}

const Json &BlockDocument::page() const { return m_json->at("page"); }
const Json &BlockDocument::sections() const { return m_json->at("sections"); }

const Json *BlockDocument::part(std::string_view id) const { return id == "page" ? &page() : withId(sections(), "columns", id); }

std::optional<BlockDocument> blockDocumentFromJson(const Json &json, Findings &findings) {
    Findings found;
    Reader(found).document(json);
    const bool wrong = hasErrors(found);
    findings.insert(findings.end(), found.begin(), found.end());
    if (wrong)
        return {};
    BlockDocument document;
    document.m_json = std::make_shared<const Json>(json);
    return document;
}

} // namespace audience::model
