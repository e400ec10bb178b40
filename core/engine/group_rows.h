// The rows that a grouping walks over, in blocks: people by ordinal, or the selected events of each partition with
// whom they belong to. Internal.
#pragma once

#include "engine/column_view.h"
#include "engine/event_rows.h"
#include "engine/group_query.h"

namespace audience::engine {

constexpr std::size_t kBlockRows = 2'048;

// Selected rows of one part, in rising order.
struct RowBlock {
    std::size_t part = 0, size = 0;
    std::size_t begin = 0;                // rows begin + i, or
    const std::uint32_t *rows = nullptr;  // these
    const Ordinal *people = nullptr;      // whom row i belongs to
    const std::uint32_t *groups = nullptr; // the group of row i
    bool isOneGroup = false;              // all of them
};

// Which element of a column a row of a block is: by number, or through a list.
struct RowsFrom {
    std::size_t begin;
    std::size_t operator()(std::size_t i) const { return begin + i; }
};
struct RowsListed {
    const std::uint32_t *rows;
    std::size_t first;
    std::size_t operator()(std::size_t i) const { return rows[i] - first; }
};

// A column of the rows of one part; a person's is the same in all parts. Its first value is that of row `first`.
struct PartColumn {
    ColumnView view;
    bool isPersons = false;
    std::size_t first = 0;
    std::shared_ptr<const void> held;

    // Calls use(index) where index(i) finds the value of row i of the block.
    template <class Use> void withRows(const RowBlock &block, Use use) const {
        if (isPersons)
            use(RowsListed{block.people, first});
        else if (block.rows)
            use(RowsListed{block.rows, first});
        else
            use(RowsFrom{block.begin - first});
    }
};

class GroupRows {
public:
    // Rows of one partition of events; without a spine those of people.
    struct Part {
        std::shared_ptr<const EventSpine> spine;
        std::size_t source = 0; // of the selection
        bool ofGuests = false;  // its rows belong to nobody
        std::size_t begin = 0, end = 0;
        std::string name;
    };
    static Result<GroupRows> open(const EvaluateContext &context, const GroupQuery &query);

    const std::vector<Part> &parts() const { return m_parts; }
    bool haveStrangers() const { return m_haveStrangers; } // some rows belong to nobody who is a member
    std::size_t rows() const;
    // A column of each part. Not for Name.
    Result<std::vector<PartColumn>> columns(const EvaluateContext &context, const GroupColumn &column) const;

    // Lists that blocks point into; one per thread.
    struct Buffers {
        std::uint32_t rows[kBlockRows], people[kBlockRows], groups[kBlockRows];
        std::uint64_t words[kBlockRows / 64], more[kBlockRows / 64];
    };
    // The selected rows of [begin, end) of a part, which is at most kBlockRows long; the groups are left open.
    RowBlock block(std::size_t part, std::size_t begin, std::size_t end, Buffers &buffers) const;

private:
    Result<void> addEvents(const EvaluateContext &context, const GroupQuery &query, bool ofGuests);
    const std::vector<Matcher> &filtersOf(const Part &part) const {
        return m_events[part.ofGuests ? 1 : 0].parts()[part.source].filters;
    }

    std::vector<EventSelection::Source> m_sources;
    std::vector<EventRows> m_events; // of people, of guests
    std::vector<Part> m_parts;
    std::optional<Bitmap> m_people; // whose rows count; none: everybody's
    bool m_haveStrangers = false;
};

} // namespace audience::engine
