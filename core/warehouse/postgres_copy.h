// The frame of PostgreSQL's binary COPY: a header, rows of length-prefixed values, a trailer. Finds where rows end in
// bytes that come in pieces; knows nothing of types.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace audience::warehouse {

// One value of a row; nothing for null.
using PostgresValue = std::optional<std::string_view>;

// The values of one row, which the frame has found whole.
class PostgresRow {
public:
    explicit PostgresRow(std::string_view bytes) : m_rest(bytes.substr(2)) {}
    PostgresValue next();

private:
    std::string_view m_rest;
};

class PostgresCopyFrame {
public:
    explicit PostgresCopyFrame(std::size_t width) : m_width(width) {}

    // The bytes that came go behind those that are left.
    std::string &input() { return m_bytes; }
    // Moves whole rows, at most so many, and stops behind so many bytes; `ends` gets where each ends in `rows`. Error
    // "source.garbled" {reason}; what was given until then is no page.
    Result<void> take(std::string &rows, std::vector<std::uint32_t> &ends, std::uint32_t most, std::size_t bytes);
    // Whether a whole row is there.
    Result<bool> hasRow();
    bool isFinished() const { return m_finished; } // the trailer was read

private:
    Result<void> readHeader();
    // One past the row at `at`; 0 when it is not whole yet, at the trailer too.
    Result<std::size_t> rowEnd(std::size_t at);
    std::size_t m_width;
    std::string m_bytes;
    std::size_t m_at = 0;
    bool m_hasHeader = false, m_finished = false;
};

// The frame for writing.
std::string postgresCopyHeader();
std::string postgresCopyTrailer();
void appendBigEndian16(std::string &to, std::uint16_t value);
void appendBigEndian32(std::string &to, std::uint32_t value);
void appendBigEndian64(std::string &to, std::uint64_t value);

} // namespace audience::warehouse
