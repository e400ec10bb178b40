// Where the live row of every key is, for imports that supersede rows. By ordinal for profiles, by
// text for tables; belongs to one import.
#pragma once

#include "base/strong_id.h"
#include "engine/bitmap.h"
#include "store/dataset_reader.h"
#include "store/text_index.h"

#include <cstdint>
#include <vector>

namespace audience::store {

struct RowPlace {
    static constexpr std::uint32_t kNowhere = 0xffffffff;
    std::uint32_t slot = kNowhere; // which chunk, as the import counts them
    std::uint32_t row = 0;
};

class RowDirectory {
public:
    // The live rows of a reader; slot = position of the chunk.
    static Result<RowDirectory> load(const DatasetReader &reader);

    // Sets the key's place and gives the one it had.
    RowPlace move(Ordinal ordinal, RowPlace place);
    RowPlace move(std::string_view key, RowPlace place);

    bool has(Ordinal ordinal) const { return ordinal < m_places.size() && m_places[ordinal].slot != RowPlace::kNowhere; }
    bool has(std::string_view key) const;

    // The places of all other keys, which have none from now on.
    std::vector<RowPlace> takeOthers(const engine::Bitmap &stay);
    std::vector<RowPlace> takeOthers(const TextIndex &stay);

private:
    template <class Stays> std::vector<RowPlace> take(Stays stays);
    TextIndex m_keys;
    std::vector<RowPlace> m_places;
};

} // namespace audience::store
