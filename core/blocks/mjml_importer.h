// Reads MJML into a document of blocks: sections and columns, then what stands in them. Internal to the importer; one run each.
#pragma once

#include "blocks/mjml.h"
#include "blocks/mjml_tag.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace audience::blocks {

// A condition, a loop or both around a part.
struct MjmlLogic {
    std::string when;
    Json repeat;
    bool any() const { return !when.empty() || !repeat.is_null(); }
};

class MjmlImporter {
public:
    MjmlImport run(std::string_view source);

private:
    void report(std::string_view id, std::string value, std::size_t line);
    Json withId(char letter) { return Json{{"id", letter + std::to_string(++m_ids[letter])}}; }

    // Where words alone have a place: what else stands there is left out, with a finding.
    std::string words(const MjmlNode &node);
    void readHead(const MjmlNode &head, Json &page);

    // "{% if x %}" and the like alone in an mj-raw.
    static std::string_view tagOf(const MjmlNode &node);
    static bool readLoop(std::string_view tag, Json &repeat);
    // Whether the part after `at` stands alone inside a condition, a loop or both: then `at` moves to it, `logic` says
    // which, and `after` is past the closing tags. With `end` it may be several parts, up to there.
    static bool readLogic(const std::vector<MjmlNode> &nodes, std::size_t &at, std::size_t &after, MjmlLogic &logic, std::size_t *end = nullptr);
    static void put(Json &part, const MjmlLogic &logic);
    template <class Each> void eachPart(const std::vector<MjmlNode> &nodes, Each each) {
        for (std::size_t i = 0; i < nodes.size();) {
            MjmlLogic logic;
            std::size_t after = i + 1, at = i;
            if (!readLogic(nodes, at, after, logic))
                logic = {}, at = i, after = i + 1;
            if (nodes[at].name == "#comment")
                m_notes.push_back(std::string(nodes[at].inner));
            else
                each(nodes[at], logic);
            i = after;
        }
    }
    void finish(Tag &tag, Json &part);
    void show(Tag &tag, Json &part);

    void readBody(const MjmlNode &body);
    void readSection(const MjmlNode &node, const MjmlLogic &logic, const Json *wrapper);
    void readPicture(Tag &tag, Json &section, double height);
    static std::string opening(const MjmlLogic &logic);
    static std::string closing(const MjmlLogic &logic) { return (logic.repeat.is_null() ? "" : "{% endfor %}") + std::string(logic.when.empty() ? "" : "{% endif %}"); }
    // Sections inside stand by themselves here: they take over the wrapper's ground and its room above and below, and
    // its condition. Where they cannot, because they have their own or it is a loop of several, HTML around them has it.
    void readWrapper(const MjmlNode &node, const MjmlLogic &logic);
    static void addRoom(Json &section, std::size_t side, const Json &padding);
    void readHero(const MjmlNode &node, const MjmlLogic &logic);
    // Not a section: a block of HTML in a section of its own.
    void alone(const MjmlNode &node, const MjmlLogic &logic);
    Json htmlSection(const std::string &html);
    struct Placed {
        const MjmlNode *node = nullptr;
        MjmlLogic logic;
    };
    // The columns in order, each with the condition or the loop that its blocks can take over; false when one of them
    // cannot: it says more of its own, or it is a loop of several parts.
    static bool collect(const std::vector<MjmlNode> &nodes, const MjmlLogic &outer, std::vector<Placed> &out, bool &grouped);
    // All of it in one column, in order, tags of Liquid as HTML between the blocks.
    void stack(const std::vector<MjmlNode> &nodes, Json &blocks);
    void readColumns(const MjmlNode &node, Json &section, bool reverse);
    Json readColumn(const MjmlNode &node, std::string &valign);
    Json blocksOf(const MjmlNode &node);
    Json ownHtml(std::string html);
    Json htmlBlock(const MjmlNode &node);
    std::string alignOf(const std::string &side) const { return side == "center" ? "center" : (side == "right") != m_rtl ? "end" : "start"; }
    Json started(const char *kind);
    // What every block has; `align` as MJML sets it where nobody says.
    void common(Tag &tag, Json &block, const char *align);
    void look(Tag &tag, Json &block, std::string_view colour, std::string_view size);
    Json readBlock(const MjmlNode &node);
    Json readText(const MjmlNode &node);
    Json readButton(Tag &tag);
    Json readImage(Tag &tag);
    // Items have no conditions here: with something else between them they become links in HTML, which keeps it.
    Json itemsAsHtml(Tag &tag, std::string_view itemName);
    Json readItems(Tag &tag, bool social);

    std::map<std::string, Attributes> m_defaults, m_classes;
    std::map<char, int> m_ids;
    Json m_sections = Json::array(), m_notes = Json::array();
    model::Findings m_findings;
    std::string m_classesLeft; // of the tag at hand, between show() and finish()
    double m_width = 600;
    bool m_rtl = false;
};

} // namespace audience::blocks
