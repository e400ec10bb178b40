#include "store/generation_pins.h"

#include "store/sqlite_api.h"

#include <limits>
#include <map>
#include <mutex>
#include <set>
#include <utility>

namespace audience::store {

namespace {

using Key = std::pair<std::string, std::int64_t>; // file, dataset

struct Pins {
    std::mutex mutex;
    std::map<Key, std::multiset<std::int64_t>> held;
};

Pins &pins() {
    static Pins all;
    return all;
}

Key keyOf(sqlite3 *db, std::int64_t dataset) {
    const char *file = sqlite3_db_filename(db, "main");
    return {file ? file : "", dataset};
}

} // namespace

GenerationPin pinGeneration(sqlite3 *db, std::int64_t dataset, std::int64_t generation) {
    const Key key = keyOf(db, dataset);
    {
        const std::lock_guard lock(pins().mutex);
        pins().held[key].insert(generation);
    }
    const auto release = [key, generation](const void *) {
        const std::lock_guard lock(pins().mutex);
        auto &held = pins().held[key];
        held.erase(held.find(generation));
        if (held.empty())
            pins().held.erase(key);
    };
    return {static_cast<const void *>(&pins()), release};
}

std::int64_t oldestPinned(sqlite3 *db, std::int64_t dataset) {
    const std::lock_guard lock(pins().mutex);
    const auto held = pins().held.find(keyOf(db, dataset));
    return held == pins().held.end() ? std::numeric_limits<std::int64_t>::max()
                                     : *held->second.begin();
}

} // namespace audience::store
