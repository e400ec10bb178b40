#include "service/csv_output.h"

#include "base/csv.h"
#include "service/output_file.h"

#include <filesystem>

namespace audience::service {

static Error cannotWrite(const std::string &path) {
    return Error(ErrorKind::Io, "data.cannot_write").with("path", path);
}

static std::string csvCell(const engine::Cell &cell) {
    const auto *words = std::get_if<std::string>(&cell);
    return words ? csvText(*words) : csvQuoted(engine::toText(cell));
}

CsvOutput::CsvOutput(std::string path) : m_path(std::move(path)), m_draft(m_path + ".part") {}

CsvOutput::CsvOutput(CsvOutput &&other) noexcept
    : m_path(std::move(other.m_path)), m_draft(std::move(other.m_draft)), m_line(std::move(other.m_line)), m_file(std::move(other.m_file)),
      m_isFirst(other.m_isFirst), m_isOpen(std::exchange(other.m_isOpen, false)) {}

CsvOutput::~CsvOutput() {
    if (!m_isOpen)
        return;
    m_file.close();
    std::error_code ignored;
    std::filesystem::remove(m_draft, ignored);
}

Result<CsvOutput> CsvOutput::open(const Session &session, const std::string &path) {
    TRY(checkOutput(session, path));
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return cannotWrite(path);
    CsvOutput output(path);
    output.m_file.open(output.m_draft, std::ios::binary | std::ios::trunc);
    if (!output.m_file)
        return cannotWrite(path);
    output.m_isOpen = true;
    return output;
}

void CsvOutput::cell(const engine::Cell &cell) {
    if (!std::exchange(m_isFirst, false))
        m_line += ',';
    m_line += csvCell(cell);
}

void CsvOutput::endRow() {
    m_line += "\r\n";
    m_file << m_line;
    m_line.clear();
    m_isFirst = true;
}

Result<void> CsvOutput::finish() {
    m_file.close();
    if (!m_file)
        return cannotWrite(m_path);
    std::error_code failed;
    std::filesystem::rename(m_draft, m_path, failed);
    if (failed)
        return cannotWrite(m_path);
    m_isOpen = false;
    return {};
}

} // namespace audience::service
