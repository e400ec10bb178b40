// Datasets from a few lines of CSV, and one check run on them.
#pragma once

#include "ingest/importer.h"
#include "quality/check_runner.h"
#include "quality/quality_repository.h"
#include "service/data_service.h"
#include "service/quality_service.h"
#include "service/session.h"
#include "store/dataset_reader.h"
#include "store/dataset_writer.h"
#include "support/temp_workspace.h"

#include <fstream>

namespace audience::test {

inline std::string csvFile(const TempPlace &place, const std::string &name, const std::string &text) {
    const std::string path = place.file(name);
    std::ofstream(path, std::ios::binary) << text;
    return path;
}

inline ingest::ImportSpec tableSpec(const std::string &path, const std::string &name, const std::string &key = {}) {
    ingest::ImportSpec spec;
    spec.path = path;
    spec.name = name;
    spec.key = key;
    spec.role = store::DatasetRole::Table;
    spec.mode = key.empty() ? store::WriteMode::Replace : store::WriteMode::Upsert;
    spec.allowSameFile = true;
    return spec;
}

// A workspace with one dataset "t".
class QualityPlace {
public:
    QualityPlace() {
        service::Session::Options options;
        options.environment = m_place.options().environment;
        auto made = service::Session::create(m_place.path(), std::move(options));
        if (!made)
            std::abort();
        m_session = *std::move(made);
    }
    TempPlace &place() { return m_place; }
    service::Session &session() { return *m_session; }
    service::QualityService quality() { return service::QualityService(*m_session); }

    // Whether it could be; error id otherwise.
    std::string load(const std::string &csv, const std::string &name = "t", const std::string &key = {}, const std::map<std::string, engine::Field> &types = {}) {
        ingest::ImportSpec spec = tableSpec(csvFile(m_place, name + ".csv", csv), name, key);
        spec.types = types;
        const auto report = service::DataService(*m_session).importFile(spec);
        m_findings = report ? report->findings : std::vector<ingest::Finding>();
        return report ? std::string() : report.error().id;
    }
    const std::vector<ingest::Finding> &findings() const { return m_findings; }

    quality::CheckResult run(model::QualityCheck check) {
        if (check.dataset.empty())
            check.dataset = "t";
        const auto connection = m_session->workspace().reader();
        const auto rows = store::DatasetReader::open(**connection, check.dataset);
        quality::RunOptions options;
        options.now = m_place.clock().now();
        const auto run = quality::runChecks(m_session->workspace(), *rows, {check}, options);
        return run ? run->results.front() : quality::CheckResult();
    }
    // Numbers of the failing rows.
    std::vector<std::uint32_t> rows(model::QualityCheck check) {
        check.dataset = "t";
        const auto connection = m_session->workspace().reader();
        const auto rows = store::DatasetReader::open(**connection, "t");
        const auto found = quality::failingRows(m_session->workspace(), *rows, check, m_place.clock().now());
        std::vector<std::uint32_t> numbers;
        if (found)
            found->forEach([&](Ordinal row) {
                numbers.push_back(row);
                return true;
            });
        return numbers;
    }

private:
    TempPlace m_place;
    std::shared_ptr<service::Session> m_session;
    std::vector<ingest::Finding> m_findings;
};

inline model::QualityCheck checkOf(model::QualityKind kind, std::vector<std::string> columns) {
    model::QualityCheck check;
    check.kind = kind;
    check.dataset = "t";
    check.columns = std::move(columns);
    return check;
}

} // namespace audience::test
