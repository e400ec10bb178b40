// profiles.csv and events.csv of the segment benchmark, straight into engine columns: this measures the
// engine, not the import. The files hold no quotes.
#pragma once

#include "engine/snapshot.h"

#include <array>
#include <string>
#include <vector>

namespace audience::bench {

struct Profiles {
    std::vector<std::int64_t> ids, ages, consents, lastSeen;
    std::vector<std::string> countries, cities;
};
struct Events {
    std::vector<Ordinal> profiles;
    std::vector<std::int64_t> micros, cents;
    std::vector<std::uint8_t> names, categories; // codes of the lists below
    std::vector<std::string> nameTexts, categoryTexts;
};
struct CsvData {
    Profiles profiles;
    Events events;
};

// Error "bench.unreadable" {path}.
Result<CsvData> readCsv(const std::string &directory);
engine::Snapshot makeSnapshot(std::shared_ptr<const CsvData> data);

} // namespace audience::bench
