// A CSV file in the making: it takes its place only when it is whole, so that a full disk or a cancelled
// export leaves whatever stood there before. One thread.
#pragma once

#include "base/result.h"
#include "engine/column.h"

#include <fstream>
#include <string>

namespace audience::service {

class Session;

class CsvOutput {
public:
    // Errors: "data.is_the_workspace", "data.cannot_write", both {path}.
    static Result<CsvOutput> open(const Session &session, const std::string &path);
    CsvOutput(CsvOutput &&other) noexcept;
    ~CsvOutput();
    void cell(const engine::Cell &cell);
    void cell(const std::string &text) { cell(engine::Cell(text)); }
    void endRow();
    Result<void> finish();

private:
    explicit CsvOutput(std::string path);
    std::string m_path, m_draft, m_line;
    std::ofstream m_file;
    bool m_isFirst = true, m_isOpen = false;
};

} // namespace audience::service
