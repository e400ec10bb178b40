#include "qbase/convert.h"
#include "model/block_starters.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/block_palette.h"
#include "ui/templates/studio/property_words.h"
#include "ui/templates/studio/structure_tree.h"

#include <QMimeData>

namespace audience::ui {

static constexpr const char *kPartMime = "application/x-audience-part";

StructureModel::StructureModel(BlockDesk *desk, QObject *parent) : QAbstractItemModel(parent), m_desk(desk), m_nodes(read()) {
    connect(desk, &BlockDesk::documentChanged, this, &StructureModel::look);
}

std::vector<StructureModel::Node> StructureModel::read() const {
    std::vector<Node> nodes{{"page", -1, 0, {}}};
    const auto add = [&](int parent, const Json &part) {
        const int node = int(nodes.size());
        auto &siblings = nodes[std::size_t(parent)].children;
        const int row = int(siblings.size());
        siblings.push_back(node);
        nodes.push_back({jsonText(part, "id"), parent, row, {}});
        return node;
    };
    for (const Json &section : m_desk->document().sections()) {
        const int above = add(0, section);
        const Json &columns = section.at("columns");
        for (const Json &column : columns) {
            const int under = columns.size() > 1 ? add(above, column) : above;
            for (const Json &block : column.at("blocks"))
                add(under, block);
        }
    }
    return nodes;
}

void StructureModel::look() {
    std::vector<Node> now = read();
    if (now == m_nodes) { // only names, icons and marks may be others
        for (const Node &node : m_nodes)
            if (!node.children.empty())
                Q_EMIT dataChanged(indexOf(node.children.front()), indexOf(node.children.back()));
        return;
    }
    beginResetModel();
    m_nodes = std::move(now);
    endResetModel();
    Q_EMIT shapeChanged();
}

QModelIndex StructureModel::indexOf(int node) const {
    return createIndex(m_nodes[std::size_t(node)].row, 0, quintptr(node));
}

QModelIndex StructureModel::indexOf(const std::string &id) const {
    if (id.empty())
        return indexOf(0);
    for (std::size_t node = 0; node < m_nodes.size(); ++node)
        if (m_nodes[node].id == id)
            return indexOf(int(node));
    // The only column of a section is its section here.
    const std::string above = m_desk->parentOf(id);
    return above.empty() ? QModelIndex() : indexOf(above);
}

std::string StructureModel::idOf(const QModelIndex &index) const {
    return index.isValid() && index.internalId() < m_nodes.size() ? m_nodes[index.internalId()].id : std::string();
}

const Json *StructureModel::partOf(const QModelIndex &index) const {
    const std::string id = idOf(index);
    return id.empty() ? nullptr : m_desk->document().part(id);
}

QModelIndex StructureModel::index(int row, int column, const QModelIndex &parent) const {
    if (column != 0 || row < 0)
        return {};
    if (!parent.isValid())
        return row == 0 ? indexOf(0) : QModelIndex();
    const auto &children = m_nodes[parent.internalId()].children;
    return row < int(children.size()) ? indexOf(children[std::size_t(row)]) : QModelIndex();
}

QModelIndex StructureModel::parent(const QModelIndex &child) const {
    if (!child.isValid())
        return {};
    const int above = m_nodes[child.internalId()].parent;
    return above < 0 ? QModelIndex() : indexOf(above);
}

int StructureModel::rowCount(const QModelIndex &parent) const {
    if (!parent.isValid())
        return 1;
    return parent.column() == 0 ? int(m_nodes[parent.internalId()].children.size()) : 0;
}

static QString marksOf(const Json &part) {
    QStringList marks;
    const std::string show = jsonText(part, "show", "all");
    if (show == "desktop")
        marks << QStringLiteral("monitor");
    else if (show == "mobile")
        marks << QStringLiteral("smartphone");
    if (part.contains("when"))
        marks << QStringLiteral("filter");
    if (part.contains("repeat"))
        marks << QStringLiteral("repeat");
    if (jsonBool(part.contains("saved") && part.at("saved").is_object() ? part.at("saved") : Json::object(), "linked"))
        marks << QStringLiteral("link");
    if (jsonBool(part, "locked"))
        marks << QStringLiteral("lock");
    return marks.join(QLatin1Char(' '));
}

static QString marksInWords(const QString &marks) {
    QStringList words;
    for (const QString &mark : marks.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        words << (mark == QLatin1String("monitor")      ? StructureModel::tr("desktop only")
                  : mark == QLatin1String("smartphone") ? StructureModel::tr("phones only")
                  : mark == QLatin1String("filter")     ? StructureModel::tr("only for some people")
                  : mark == QLatin1String("repeat")     ? StructureModel::tr("repeated")
                  : mark == QLatin1String("link")       ? StructureModel::tr("follows a saved block")
                                                        : StructureModel::tr("locked"));
    return words.join(QStringLiteral(", "));
}

QVariant StructureModel::data(const QModelIndex &index, int role) const {
    const Json *part = partOf(index);
    if (!part)
        return {};
    const QString kind = index.internalId() == 0 ? QStringLiteral("page") : kindOf(*part);
    const auto title = [&]() -> QString {
        if (kind == QLatin1String("page"))
            return kindName("page");
        if (kind == QLatin1String("column"))
            return tr("Column %1").arg(index.row() + 1);
        if (kind == QLatin1String("section") && jsonText(*part, "name").empty())
            return tr("Section %1").arg(index.row() + 1);
        return titleOf(*part);
    };
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return title();
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole: {
        const QString marks = marksInWords(marksOf(*part)), name = title(), what = kindName(toUtf8(kind));
        const QString words = name == what || kind == QLatin1String("column") || kind == QLatin1String("section") ? name : QStringLiteral("%1: %2").arg(what, name);
        return marks.isEmpty() ? words : QStringLiteral("%1 (%2)").arg(words, marks);
    }
    case IdRole:
        return toQString(idOf(index));
    case IconRole:
        return kindIcon(toUtf8(kind));
    case MarksRole:
        return marksOf(*part);
    default:
        return {};
    }
}

Qt::ItemFlags StructureModel::flags(const QModelIndex &index) const {
    const Json *part = partOf(index);
    if (!part)
        return index.isValid() ? Qt::NoItemFlags : Qt::ItemIsDropEnabled;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDropEnabled;
    if (index.internalId() == 0)
        return flags;
    const bool isLocked = jsonBool(*part, "locked");
    if (!isLocked)
        flags |= Qt::ItemIsDragEnabled;
    if (!isLocked && kindOf(*part) != QLatin1String("column"))
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool StructureModel::setData(const QModelIndex &index, const QVariant &value, int role) {
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const QString name = value.toString().simplified();
    if (name == index.data().toString())
        return true; // nothing was typed
    m_desk->apply(tr("Name a part"), model::setPartProperty(m_desk->document(), idOf(index), "name", name.isEmpty() ? Json() : Json(toUtf8(name))));
    return true;
}

QStringList StructureModel::mimeTypes() const {
    return {QLatin1String(kPartMime), QLatin1String(kBlockMime)};
}

QMimeData *StructureModel::mimeData(const QModelIndexList &indexes) const {
    if (indexes.isEmpty())
        return nullptr;
    auto *mime = new QMimeData;
    mime->setData(QLatin1String(kPartMime), QByteArray::fromStdString(idOf(indexes.first())));
    return mime;
}

StructureModel::Target StructureModel::targetOf(bool isSection, int row, const QModelIndex &parent) const {
    const model::BlockDocument &document = m_desk->document();
    const std::string id = idOf(parent);
    const model::PartKind kind = model::partKind(document, id);
    const bool isOnto = row < 0;
    if (kind == model::PartKind::Page || kind == model::PartKind::None)
        return {{}, isOnto ? document.sections().size() : std::size_t(row), true};
    if (isSection) { // onto a part, or among its parts: after its section
        std::string section = id;
        for (std::string outer = m_desk->parentOf(section); !outer.empty(); outer = m_desk->parentOf(section))
            section = outer;
        return {{}, std::size_t(m_desk->indexOf(section)) + 1, true};
    }
    if (kind == model::PartKind::Block)
        return {m_desk->parentOf(id), std::size_t(m_desk->indexOf(id)) + 1, true};
    const Json &part = *document.part(id);
    if (kind == model::PartKind::Column)
        return {id, isOnto ? part.at("blocks").size() : std::size_t(row), true};
    const Json &columns = part.at("columns"); // a section: its only column, or the one the row stands at
    const std::size_t column = columns.size() == 1 || isOnto ? 0 : std::min(std::size_t(row), columns.size() - 1);
    const std::size_t end = columns[column].at("blocks").size();
    return {jsonText(columns[column], "id"), columns.size() == 1 && !isOnto ? std::size_t(row) : end, true};
}

bool StructureModel::canDropMimeData(const QMimeData *data, Qt::DropAction, int, int, const QModelIndex &) const {
    return data && (data->hasFormat(QLatin1String(kPartMime)) || data->hasFormat(QLatin1String(kBlockMime)));
}

bool StructureModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) {
    if (!canDropMimeData(data, action, row, column, parent))
        return false;
    const model::BlockDocument &document = m_desk->document();
    if (data->hasFormat(QLatin1String(kBlockMime))) {
        const Json load = blockOf(data);
        const Json *section = jsonMember(load, "section"), *block = jsonMember(load, "block");
        if (!section && !block)
            return false;
        const Target target = targetOf(section != nullptr, row, parent);
        if (section || target.into.empty())
            m_desk->apply(tr("Add a section"), model::insertSection(document, target.index, section ? *section : model::sectionAround(*block)));
        else
            m_desk->apply(tr("Add a block"), model::insertBlock(document, target.into, target.index, *block));
        return true;
    }
    const std::string id = data->data(QLatin1String(kPartMime)).toStdString();
    const model::PartKind kind = model::partKind(document, id);
    if (kind == model::PartKind::Column) {
        const std::string into = model::partKind(document, idOf(parent)) == model::PartKind::Section ? idOf(parent) : m_desk->parentOf(idOf(parent));
        const int at = row < 0 ? m_desk->indexOf(idOf(parent)) : row;
        move(id, {into, std::size_t(std::max(at, 0)), !into.empty()});
    } else if (kind != model::PartKind::None) {
        move(id, targetOf(kind == model::PartKind::Section, row, parent));
    }
    return false; // moved already: the view has nothing to take away
}

void StructureModel::move(const std::string &id, const Target &target) {
    if (!target.isFine)
        return;
    const model::BlockDocument &document = m_desk->document();
    const bool isBlock = model::partKind(document, id) == model::PartKind::Block;
    if (isBlock && target.into.empty()) { // between sections: in one of its own
        const Json block = *document.part(id);
        auto without = model::removePart(document, id);
        if (!without)
            return m_desk->apply(tr("Move a block"), without);
        return m_desk->apply(tr("Move a block"), model::insertSection(*without, target.index, model::sectionAround(block)), -1, id);
    }
    // The index counts without the part itself.
    const bool isBehind = m_desk->parentOf(id) == target.into && std::size_t(m_desk->indexOf(id)) < target.index;
    m_desk->apply(isBlock ? tr("Move a block") : tr("Move a section"), model::movePart(document, id, target.into, target.index - (isBehind ? 1 : 0)), -1, id);
}

} // namespace audience::ui
