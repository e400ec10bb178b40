#include "ui/templates/studio/block_desk.h"

namespace audience::ui {

namespace {

struct Place {
    std::string parent;
    int index = -1;
};

Place placeOf(const model::BlockDocument &document, const std::string &id) {
    const Json &sections = document.sections();
    for (std::size_t s = 0; s < sections.size(); ++s) {
        const std::string section = jsonText(sections[s], "id");
        if (section == id)
            return {{}, int(s)};
        const Json &columns = sections[s].at("columns");
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const std::string column = jsonText(columns[c], "id");
            if (column == id)
                return {section, int(c)};
            const Json &blocks = columns[c].at("blocks");
            for (std::size_t b = 0; b < blocks.size(); ++b)
                if (jsonText(blocks[b], "id") == id)
                    return {column, int(b)};
        }
    }
    return {};
}

} // namespace

void BlockDesk::put(const model::BlockDocument &document) {
    if (document == m_document)
        return;
    m_document = document;
    const bool isGone = !m_selected.empty() && !m_document.part(m_selected);
    if (isGone)
        m_selected.clear();
    Q_EMIT documentChanged();
    if (isGone)
        Q_EMIT selectionChanged();
}

void BlockDesk::setKit(const model::BrandKit &kit) {
    if (kit == m_kit)
        return;
    m_kit = kit;
    Q_EMIT kitChanged();
}

void BlockDesk::select(const std::string &id) {
    const std::string wanted = id.empty() || m_document.part(id) ? id : std::string();
    if (wanted == m_selected)
        return;
    m_selected = wanted;
    Q_EMIT selectionChanged();
}

void BlockDesk::apply(const QString &what, const Result<model::BlockDocument> &next, int merge, const std::string &then) {
    if (!next) {
        Q_EMIT refused(next.error());
        return;
    }
    if (!(*next == m_document)) {
        put(*next);
        Q_EMIT edited(what, *next, merge);
    }
    if (!then.empty())
        select(then);
}

std::string BlockDesk::parentOf(const std::string &id) const {
    return placeOf(m_document, id).parent;
}

int BlockDesk::indexOf(const std::string &id) const {
    return placeOf(m_document, id).index;
}

std::vector<std::string> BlockDesk::order() const {
    std::vector<std::string> ids;
    for (const Json &section : m_document.sections()) {
        ids.push_back(jsonText(section, "id"));
        for (const Json &column : section.at("columns"))
            for (const Json &block : column.at("blocks"))
                ids.push_back(jsonText(block, "id"));
    }
    return ids;
}

} // namespace audience::ui
