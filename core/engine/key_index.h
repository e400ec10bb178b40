// People by their key as text, so that a list of keys of any length is looked through once, line by line, in
// memory that depends on the people alone. Immutable; any thread. Made by Snapshot::keyIndex().
#pragma once

#include "base/strong_id.h"
#include "engine/bitmap.h"
#include "engine/dense_column.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace audience::engine {

class KeyIndex {
public:
    // `keys` by ordinal, texts or whole numbers; keys are unique.
    KeyIndex(std::shared_ptr<const DenseColumn> keys, const Bitmap &members);
    std::optional<Ordinal> find(std::string_view key) const;
    std::size_t byteCount() const { return m_slots.size() * sizeof(Ordinal); }

private:
    std::size_t slotOf(std::size_t hash) const { return hash & (m_slots.size() - 1); }
    std::size_t hashAt(Ordinal person) const;
    std::shared_ptr<const DenseColumn> m_keys;
    std::vector<Ordinal> m_slots; // 1 + ordinal; 0: free
};

} // namespace audience::engine
