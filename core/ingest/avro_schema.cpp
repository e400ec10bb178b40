#include "ingest/avro_schema.h"

#include "base/json.h"

#include <algorithm>
#include <map>
#include <optional>

namespace audience::ingest {

namespace {

constexpr std::size_t kMostTypes = 20'000;
constexpr std::int64_t kMostFixedBytes = 1 << 20;
constexpr int kMostScale = 1000, kMostDepth = 64;

Error broken(std::string_view reason) { return Error(ErrorKind::Invalid, "avro.schema").with("reason", reason); }

std::optional<AvroType::Kind> plainKind(std::string_view word) {
    using Kind = AvroType::Kind;
    static const std::map<std::string_view, Kind> kKinds{{"null", Kind::Null}, {"boolean", Kind::Bool}, {"int", Kind::Int},     {"long", Kind::Int},
                                                         {"float", Kind::Float}, {"double", Kind::Double}, {"bytes", Kind::Bytes}, {"string", Kind::Text}};
    const auto found = kKinds.find(word);
    return found == kKinds.end() ? std::nullopt : std::optional(found->second);
}

AvroType::Meaning meaningOf(std::string_view word) {
    using Meaning = AvroType::Meaning;
    return word == "date" ? Meaning::Date : word == "timestamp-millis" ? Meaning::Millis : word == "timestamp-micros" ? Meaning::Micros : word == "decimal" ? Meaning::Decimal : Meaning::Plain;
}

} // namespace

class AvroSchemaReader {
public:
    explicit AvroSchemaReader(AvroSchema &schema) : m_schema(schema) {}

    Result<std::size_t> read(const Json &json, const std::string &space, int depth) {
        if (depth > kMostDepth || m_schema.m_types.size() >= kMostTypes)
            return broken("it is too large");
        if (json.is_string())
            return named(json.get<std::string>(), space);
        if (json.is_array())
            return parts(add(AvroType::Kind::Union), json, space, depth);
        if (!json.is_object())
            return broken("a type is missing");
        const Json *type = jsonMember(json, "type");
        if (!type)
            return broken("a type is missing");
        if (!type->is_string())
            return read(*type, space, depth + 1);
        return object(type->get<std::string>(), json, space, depth);
    }

    static std::string fullName(const Json &json, const std::string &space) {
        const std::string name = jsonText(json, "name");
        if (name.find('.') != std::string::npos)
            return name;
        const std::string own = jsonText(json, "namespace", space);
        return own.empty() ? name : own + '.' + name;
    }

private:
    std::size_t add(AvroType::Kind kind) {
        m_schema.m_types.emplace_back().kind = kind;
        return m_schema.m_types.size() - 1;
    }

    Result<std::size_t> named(const std::string &word, const std::string &space) {
        if (const auto kind = plainKind(word))
            return add(*kind);
        for (const std::string &name : {space + '.' + word, word})
            if (const auto found = m_named.find(name); found != m_named.end())
                return found->second;
        return broken("nothing is called " + word.substr(0, 100));
    }

    Result<std::size_t> object(const std::string &word, const Json &json, const std::string &space, int depth) {
        using Kind = AvroType::Kind;
        if (const auto kind = plainKind(word)) {
            const std::size_t index = add(*kind);
            return setMeaning(index, json);
        }
        if (word == "array" || word == "map") {
            const Json *held = jsonMember(json, word == "array" ? "items" : "values");
            if (!held)
                return broken("a type is missing");
            const std::size_t index = add(word == "array" ? Kind::List : Kind::Map);
            TRY_ASSIGN(const std::size_t part, read(*held, space, depth + 1));
            m_schema.m_types[index].parts = {part};
            return index;
        }
        const bool isRecord = word == "record" || word == "error";
        if (!isRecord && word != "enum" && word != "fixed")
            return named(word, space);
        const std::string name = fullName(json, space);
        const std::size_t index = add(isRecord ? Kind::Record : word == "enum" ? Kind::Enum : Kind::Fixed);
        m_named[name] = index; // before its fields, which may be of this type
        const std::size_t dot = name.find_last_of('.');
        if (isRecord)
            return fields(index, json, dot == std::string::npos ? std::string() : name.substr(0, dot), depth);
        if (word == "enum") {
            m_schema.m_types[index].names = jsonTexts(json, "symbols");
            return index;
        }
        m_schema.m_types[index].size = jsonInt(json, "size", -1);
        if (m_schema.m_types[index].size < 0 || m_schema.m_types[index].size > kMostFixedBytes)
            return broken("a size is not possible");
        return setMeaning(index, json);
    }

    Result<std::size_t> setMeaning(std::size_t index, const Json &json) {
        AvroType &type = m_schema.m_types[index];
        type.meaning = meaningOf(jsonText(json, "logicalType"));
        const std::int64_t scale = jsonInt(json, "scale", 0);
        if (scale < 0 || scale > kMostScale)
            return broken("a scale is not possible");
        type.scale = static_cast<int>(scale);
        return index;
    }

    Result<std::size_t> fields(std::size_t index, const Json &json, const std::string &space, int depth) {
        const Json *list = jsonMember(json, "fields");
        if (!list || !list->is_array())
            return broken("a record has no fields");
        for (const Json &field : *list) {
            m_schema.m_types[index].names.push_back(jsonText(field, "name"));
            const Json *type = jsonMember(field, "type");
            if (!type)
                return broken("a type is missing");
            TRY_ASSIGN(const std::size_t part, read(*type, space, depth + 1));
            m_schema.m_types[index].parts.push_back(part);
        }
        return index;
    }

    Result<std::size_t> parts(std::size_t index, const Json &list, const std::string &space, int depth) {
        for (const Json &one : list) {
            TRY_ASSIGN(const std::size_t part, read(one, space, depth + 1));
            m_schema.m_types[index].parts.push_back(part);
        }
        return index;
    }

    AvroSchema &m_schema;
    std::map<std::string, std::size_t> m_named;
};

Result<AvroSchema> AvroSchema::parse(std::string_view json) {
    const auto parsed = parseJson(json);
    if (!parsed)
        return broken("it is no JSON");
    AvroSchema schema;
    TRY_ASSIGN(const std::size_t root, AvroSchemaReader(schema).read(*parsed, {}, 0));
    if (root != 0 || schema.m_types[0].kind != AvroType::Kind::Record)
        return broken("it is not of records");
    schema.m_name = AvroSchemaReader::fullName(*parsed, {});
    return schema;
}

} // namespace audience::ingest
