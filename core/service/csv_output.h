// A CSV file in the making: it takes its place only when it is whole, so that a full disk or a cancelled
// export leaves whatever stood there before. One thread.
#pragma once

#include "async/cancel.h"
#include "async/progress.h"
#include "base/result.h"
#include "engine/column.h"

#include <cstdint>
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

// Of a long export: tells how far it is and hears that it is to stop, every few thousand rows.
class ExportSteps {
public:
    ExportSteps(Progress *progress, const CancelToken &cancel, std::int64_t total) : m_progress(progress), m_cancel(cancel), m_total(total) {}
    Result<void> next() { return m_done++ % 4096 == 0 ? tell() : Result<void>(); } // before each row
    std::int64_t done() const { return m_done; }

private:
    Result<void> tell() {
        TRY(m_cancel.check());
        if (m_progress)
            m_progress->set({m_done - 1, m_total, -1});
        return {};
    }
    Progress *m_progress;
    CancelToken m_cancel;
    std::int64_t m_total, m_done = 0;
};

} // namespace audience::service
