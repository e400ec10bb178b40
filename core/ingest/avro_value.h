// The values of one block of an Avro file. Pure.
#pragma once

#include "base/json.h"
#include "ingest/avro_schema.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace audience::ingest {

class AvroValues {
public:
    AvroValues(const AvroSchema &schema, std::string_view bytes) : m_schema(schema), m_bytes(bytes) {}
    // False where the bytes are no value of that type; nothing more can be read then.
    bool read(std::size_t type, Json &out) { return read(type, out, 0); }
    std::size_t position() const { return m_at; }
    std::optional<std::int64_t> number();
    std::optional<std::string_view> text();

private:
    bool read(std::size_t type, Json &out, int depth);
    bool readItems(const AvroType &type, Json &out, int depth);
    bool readBytes(const AvroType &type, Json &out);
    std::optional<std::string_view> take(std::int64_t bytes);

    const AvroSchema &m_schema;
    const std::string_view m_bytes;
    std::size_t m_at = 0;
    std::int64_t m_values = 0;
};

} // namespace audience::ingest
