// Which text belongs to which profile: keys, emails and further ids map to ordinals. Loaded whole
// into a compact hash by an import or a match; what it learns becomes durable with the import it is
// handed to. Belongs to one thread. Texts are compared trimmed; emails are the caller's to
// normalise.
#pragma once

#include "base/result.h"
#include "base/strong_id.h"
#include "engine/column.h"
#include "store/chunk_encoder.h"
#include "store/connection.h"
#include "store/text_index.h"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace audience::store {

class DatasetWriter;

// Adds what IdentityMap::takeNew() gave to an import. It lives or dies with that import, so after
// an abort the map is void and must be loaded again.
Result<void> stageIdentities(DatasetWriter &writer, std::vector<ChunkRows> parts);

// The numbers are stored in workspace files.
enum class IdentityKind : std::uint8_t { Key = 0, Email = 1, Phone = 2, Other = 3 };

// The texts of a column as keys: made on any thread, before the one that owns the map needs them.
// The column must outlive it, unmoved.
class KeyColumn {
public:
    explicit KeyColumn(const engine::ColumnData &column);

private:
    friend class IdentityMap;
    std::string_view textAt(std::uint32_t row) const; // trimmed, empty for nulls
    TextIndex::Key keyAt(std::uint32_t row) const {
        return m_keys[m_column->codes.empty() ? row : m_column->codes[row]];
    }
    const engine::ColumnData *m_column;
    engine::Dictionary m_texts;         // by row, of columns that hold no texts themselves
    std::vector<TextIndex::Key> m_keys; // by row, or by code where the column has codes
};
// Whole numbers have neither: they find their ordinal by themselves.

class IdentityMap {
public:
    static Result<IdentityMap> load(const Connection &connection);

    std::optional<Ordinal> find(std::string_view text, IdentityKind kind = IdentityKind::Key) const;
    // A text never seen gets the next ordinal.
    Ordinal findOrAdd(std::string_view text, IdentityKind kind = IdentityKind::Key);
    // findOrAdd for every row, in row order; kNoOrdinal for nulls and blank texts. Integers and
    // other types are looked up by their text.
    std::vector<Ordinal> resolve(const KeyColumn &keys, IdentityKind kind = IdentityKind::Key);
    std::vector<Ordinal> resolve(const engine::ColumnData &column,
                                 IdentityKind kind = IdentityKind::Key) {
        return resolve(KeyColumn(column), kind);
    }
    // Gives the profile one more text; false when the text already belongs to another.
    bool link(std::string_view text, IdentityKind kind, Ordinal ordinal);
    // Room for so many keys, to spare growing.
    void reserve(std::size_t keys);
    // One past the largest ordinal.
    Ordinal ordinalCount() const { return m_next; }

    // What was added since load() or the last call, for stageIdentities().
    std::vector<ChunkRows> takeNew();
    // Both at once.
    Result<void> appendTo(DatasetWriter &writer) { return stageIdentities(writer, takeNew()); }

private:
    struct Kind {
        TextIndex texts;
        std::vector<Ordinal> ordinals; // by position in texts
        std::size_t stored = 0;        // how many of them the file has
    };
    std::vector<Ordinal> resolveNumbers(const engine::ColumnData &column);
    void noteNumber(std::int64_t number, Ordinal ordinal);
    std::array<Kind, 4> m_kinds;
    // The ordinals of keys that are plain numbers and not much larger than there are people, so that a
    // lookup takes no hash; kNoOrdinal says nothing.
    std::vector<Ordinal> m_byNumber;
    Ordinal m_next = 0;
};

} // namespace audience::store
