// Recency, frequency and money of everybody who bought, each cut into tiles of equal size: 1 lowest.
#pragma once

#include "engine/person_values.h"

namespace audience::engine {

// The cell as a number: recency * 100 + frequency * 10 + money, each from 1 to `tiles`. Of the n who bought,
// who has k of them below has the score 1 + k * tiles / n without a remainder; equals have equal scores. Who
// never bought has no cell.
class RfmValues final : public PersonValues {
public:
    // The moment of the last purchase, how many, and how much; tiles from 2 to 9.
    RfmValues(std::string name, int tiles, ValueSources measures)
        : PersonValues({std::move(name), ColumnType::Int64, 0}, false), m_tiles(tiles), m_measures(std::move(measures)) {}
    int tiles() const { return m_tiles; }
    const ValueSources &measures() const { return m_measures; }
    std::string key() const override { return "rfm" + std::to_string(m_tiles) + ':' + keyOf(m_measures); }
    std::string versions(const Snapshot &snapshot) const override { return versionsOf(m_measures, snapshot); }
    Result<DenseColumn> compute(const EvaluateContext &context) const override;

private:
    int m_tiles;
    ValueSources m_measures;
};

} // namespace audience::engine
