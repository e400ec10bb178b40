// An email made of blocks: page, sections, columns, blocks, as a checked JSON document (docs/formats/email-blocks.md).
// A value: cheap to copy, never changed; edits return a new one, which is what undo keeps. Members and kinds of
// blocks that this version does not know stay in it and are written back. It does not make HTML: core/blocks does.
#pragma once

#include "base/json.h"
#include "model/finding.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace audience::model {

class BlockDocument {
public:
    BlockDocument(); // without sections
    const Json &json() const { return *m_json; }
    const Json &page() const;     // an object
    const Json &sections() const; // a list
    // A section, column or block; "page" is the page. nullptr for an unknown id.
    const Json *part(std::string_view id) const;
    friend bool operator==(const BlockDocument &a, const BlockDocument &b) { return a.m_json == b.m_json || *a.m_json == *b.m_json; }

private:
    friend std::optional<BlockDocument> blockDocumentFromJson(const Json &json, Findings &findings);
    std::shared_ptr<const Json> m_json;
};

// Empty when there is an error among the findings; each has the JSON pointer of the value at fault:
// blocks.not_an_object, blocks.newer_version {version}, blocks.wrong_type {expected}, blocks.missing {name},
// blocks.out_of_range {value, low, high}, blocks.unknown_choice {value, choices}, blocks.bad_colour {value},
// blocks.bad_font {value}, blocks.bad_condition {value}, blocks.bad_name {value}, blocks.bad_id {value},
// blocks.id_taken {value}, blocks.column_count, blocks.column_widths, blocks.too_many {limit}
// (200 sections, 500 entries in a list, 5,000 blocks in all);
// and the warning blocks.unknown_kind {value}.
std::optional<BlockDocument> blockDocumentFromJson(const Json &json, Findings &findings);

// Pure edits. They fail with blocks.unknown_id {id}, blocks.locked {id}, blocks.no_place {id} (a block cannot go
// there), or the first error that the reader has about the result. An index past the end means the end.
// A part that comes without an id, or with one that is taken, gets a new one.
enum class PartKind { None, Page, Section, Column, Block };
PartKind partKind(const BlockDocument &document, std::string_view id);
Result<BlockDocument> insertSection(const BlockDocument &document, std::size_t index, const Json &section);
Result<BlockDocument> insertBlock(const BlockDocument &document, std::string_view column, std::size_t index, const Json &block);
// A section to a place among the sections (`into` is empty), a column into a section, a block into a column; the index
// counts without the part itself.
Result<BlockDocument> movePart(const BlockDocument &document, std::string_view id, std::string_view into, std::size_t index);
Result<BlockDocument> duplicatePart(const BlockDocument &document, std::string_view id); // right after it; not within a locked section
Result<BlockDocument> removePart(const BlockDocument &document, std::string_view id);
// The block leaves its column for a section of its own with `columns` columns, after the section it stood in.
Result<BlockDocument> wrapBlock(const BlockDocument &document, std::string_view id, std::size_t columns);
// 1 to 4 columns of equal width: blocks of columns that go move to the last that stays.
Result<BlockDocument> setColumns(const BlockDocument &document, std::string_view section, std::size_t columns);
// A member of a part ("page" is the page); null removes it. A locked part takes only "locked", what stands in a locked
// section nothing.
Result<BlockDocument> setPartProperty(const BlockDocument &document, std::string_view id, std::string_view name, const Json &value);

} // namespace audience::model
