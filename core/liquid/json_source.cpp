#include "liquid/json_source.h"

#include "base/json.h"
#include "liquid/bytes.h"

namespace audience::liquid {

namespace {

Value valueOf(const Json &json, Arena &arena);

class JsonArray final : public Array {
public:
    explicit JsonArray(const Json &json) : m_json(&json) {}
    std::size_t size() const override { return m_json->size(); }
    Value at(std::size_t index, Arena &arena) const override {
        return valueOf((*m_json)[index], arena);
    }

private:
    const Json *m_json;
};

bool findIn(const Json &json, std::string_view name, Arena &arena, Value &value) {
    const auto *members = json.get_ptr<const Json::object_t *>();
    if (members == nullptr)
        return false;
    for (const auto &[key, member] : *members)
        if (sameBytes(key, name)) {
            value = valueOf(member, arena);
            return true;
        }
    return false;
}

class JsonObject final : public Object {
public:
    explicit JsonObject(const Json &json) : m_json(&json) {}
    bool find(std::string_view name, Arena &arena, Value &value) const override {
        return findIn(*m_json, name, arena, value);
    }
    std::size_t size() const override { return m_json->size(); }
    std::pair<std::string_view, Value> member(std::size_t index, Arena &arena) const override {
        const auto &entry =
            m_json->get_ptr<const Json::object_t *>()->begin()[static_cast<std::ptrdiff_t>(index)];
        return {entry.first, valueOf(entry.second, arena)};
    }

private:
    const Json *m_json;
};

Value valueOf(const Json &json, Arena &arena) {
    switch (json.type()) {
    case Json::value_t::boolean:
        return Value::boolean(*json.get_ptr<const bool *>());
    case Json::value_t::number_integer:
        return Value::integer(*json.get_ptr<const std::int64_t *>());
    case Json::value_t::number_unsigned: {
        const auto number = *json.get_ptr<const std::uint64_t *>();
        return number > INT64_MAX ? Value::hugeInteger(static_cast<double>(number))
                                  : Value::integer(static_cast<std::int64_t>(number));
    }
    case Json::value_t::number_float:
        return Value::real(*json.get_ptr<const double *>());
    case Json::value_t::string:
        return Value::text(*json.get_ptr<const std::string *>());
    case Json::value_t::array:
        return Value::array(arena.make<JsonArray>(json));
    case Json::value_t::object:
        return Value::object(arena.make<JsonObject>(json));
    default:
        return {};
    }
}

} // namespace

bool JsonSource::find(std::string_view name, Arena &arena, Value &value) const {
    return findIn(*m_document, name, arena, value);
}

} // namespace audience::liquid
