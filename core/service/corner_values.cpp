#include "service/corner_values.h"

#include "base/text.h"
#include "ingest/cell_shape.h"

#include <algorithm>

namespace audience::service {

namespace {

using engine::Cell;
using engine::ColumnType;

template <class Value> std::optional<Cell> cellOrNothing(const std::optional<Value> &value) {
    return value ? std::optional<Cell>(*value) : std::nullopt;
}

std::optional<Cell> numberCell(std::string_view text, const engine::Field &field) {
    const auto number = ingest::parseNumber(text, ingest::NumberStyle::Point);
    const auto scaled = number ? rescaled(*number, field.type == ColumnType::Int64 ? 0 : field.scale) : std::nullopt;
    if (!scaled)
        return std::nullopt; // a digit would be lost
    if (field.type == ColumnType::Int64)
        return Cell(scaled->mantissa);
    return Cell(*scaled);
}

std::optional<Cell> jsonCell(std::string_view text) {
    const auto document = parseJson(text);
    return document && (document->is_object() || document->is_array()) ? std::optional<Cell>(dumpJson(*document)) : std::nullopt;
}

} // namespace

std::optional<Cell> cellFromText(std::string_view raw, const engine::Field &field) {
    const std::string text = toNfc(trimmed(raw));
    if (text.empty())
        return std::nullopt;
    switch (field.type) {
    case ColumnType::Text: return Cell(text);
    case ColumnType::Bool: return cellOrNothing(ingest::parseBool(text));
    case ColumnType::Int64:
    case ColumnType::Decimal: return numberCell(text, field);
    case ColumnType::Double: return cellOrNothing(ingest::parseReal(text, ingest::NumberStyle::Point));
    case ColumnType::Date: return cellOrNothing(civilFromIso(text));
    case ColumnType::Instant: return cellOrNothing(instantFromIso(text));
    case ColumnType::Json: return jsonCell(text);
    }
    return std::nullopt;
}

std::optional<Cell> cellFromJson(const Json &value, const engine::Field &field) {
    if (value.is_object() || value.is_array())
        return field.type == ColumnType::Json ? std::optional<Cell>(dumpJson(value)) : std::nullopt;
    return cellFromText(textOf(&value), field);
}

const Json *atPath(const Json &document, std::string_view path) {
    const Json *here = &document;
    while (here && !path.empty()) {
        const std::size_t dot = std::min(path.find('.'), path.size());
        here = here->is_object() ? jsonMember(*here, path.substr(0, dot)) : nullptr;
        path.remove_prefix(std::min(dot + 1, path.size()));
    }
    return here;
}

std::string textOf(const Json *value) {
    if (!value || value->is_null() || value->is_object() || value->is_array())
        return {};
    return std::string(trimmed(value->is_string() ? value->get<std::string>() : dumpJson(*value)));
}

Result<void> noteOutcome(const store::Connection &connection, std::int64_t entry, std::string_view state, Instant now, std::optional<Ordinal> person,
                         const std::optional<Error> &reason) {
    std::string why;
    if (reason) {
        Json args = Json::object();
        for (const auto &[name, value] : reason->args)
            args[name] = value;
        why = dumpJson(Json{{"id", reason->id}, {"args", args}});
    }
    TRY_ASSIGN(store::Statement insert,
               connection.prepare("INSERT OR REPLACE INTO corner_outcome (entry, state, reason, person, at) VALUES (?, ?, ?, nullif(?, -1), ?)"));
    insert.bind(1, entry).bind(2, state).bind(3, why).bind(4, person ? std::int64_t{*person} : std::int64_t{-1}).bind(5, now.micros);
    return insert.run();
}

std::optional<Error> outcomeReason(std::string_view text) {
    const auto document = text.empty() ? Result<Json>(Json()) : parseJson(text);
    if (!document || !document->is_object())
        return std::nullopt;
    Error error(ErrorKind::Refused, jsonText(*document, "id"));
    if (const Json *args = jsonMember(*document, "args"); args && args->is_object())
        for (const auto &[name, value] : args->items())
            error.args.emplace_back(name, textOf(&value));
    return error;
}

} // namespace audience::service
