// What the records of an Avro file are made of, after the schema that the file carries (Avro 1.11). Pure.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace audience::ingest {

struct AvroType {
    enum class Kind : std::uint8_t { Null, Bool, Int, Float, Double, Bytes, Text, Fixed, Enum, Record, List, Map, Union };
    enum class Meaning : std::uint8_t { Plain, Date, Millis, Micros, Decimal }; // since 1970; a number with a scale

    Kind kind = Kind::Null; // Int: of 32 and of 64 bits, which are written alike
    Meaning meaning = Meaning::Plain;
    std::vector<std::string> names; // of the fields of a Record, the words of an Enum
    std::vector<std::size_t> parts; // types of the fields, of the branches of a Union, of what a List or Map holds
    std::int64_t size = 0;          // of a Fixed, in bytes
    int scale = 0;                  // of a Decimal
};

class AvroSchema {
public:
    // Of a record. Error "avro.schema" {reason}.
    static Result<AvroSchema> parse(std::string_view json);
    const AvroType &type(std::size_t index) const { return m_types[index]; }
    std::size_t root() const { return 0; }
    const std::string &name() const { return m_name; } // with its namespace: "users.messages.email.Open"

private:
    friend class AvroSchemaReader;
    std::vector<AvroType> m_types;
    std::string m_name;
};

} // namespace audience::ingest
