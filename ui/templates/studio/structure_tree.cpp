#include "ui/templates/studio/structure_tree.h"

#include "qbase/convert.h"
#include "ui/kit/icon.h"
#include "ui/kit/in_order.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/block_desk.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyledItemDelegate>

#include <algorithm>

namespace audience::ui {

namespace {

constexpr int kIcon = 14, kGap = 6, kIndent = 14, kBefore = 6;

class StructureDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {80, Theme::instance().rowHeight()}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        painter->save();
        const Tokens &t = tokens();
        const bool isChosen = option.state & QStyle::State_Selected;
        const QColor ink = isChosen ? t.accent : t.text;
        const qreal scale = qMax(2.0, painter->device()->devicePixelRatioF());
        const auto place = [&](const QRect &rect) { return QStyle::visualRect(option.direction, option.rect, rect); };
        const int middle = option.rect.center().y() - kIcon / 2;
        QRect words = option.rect.adjusted(kBefore + kIcon + kGap, 0, -4, 0);
        painter->drawPixmap(place(QRect(option.rect.left() + kBefore, middle, kIcon, kIcon)), iconPixmap(index.data(StructureModel::IconRole).toString(), isChosen ? t.accent : t.secondary, kIcon, scale));
        for (const QString &mark : index.data(StructureModel::MarksRole).toString().split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
            words.setRight(words.right() - kIcon - 4);
            painter->drawPixmap(place(QRect(words.right() + 4, middle, kIcon, kIcon)), iconPixmap(mark, t.secondary, kIcon, scale));
        }
        painter->setFont(Theme::instance().font(isChosen ? TypeRole::Medium : TypeRole::Body));
        painter->setPen(ink);
        painter->drawText(place(words), int(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)) | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(inOrder(index.data().toString()), Qt::ElideRight, words.width()));
        painter->restore();
    }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const override {
        auto *edit = new QLineEdit(parent);
        edit->setObjectName(QStringLiteral("structureName"));
        edit->setAccessibleName(StructureTree::tr("Name of the part"));
        return edit;
    }
};

} // namespace

StructureTree::StructureTree(BlockDesk *desk, QWidget *parent) : QTreeView(parent), m_desk(desk), m_model(new StructureModel(desk, this)) {
    setObjectName(QStringLiteral("structureTree"));
    setAccessibleName(tr("Structure of the email"));
    setModel(m_model);
    setItemDelegate(new StructureDelegate(this));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(kIndent);
    setUniformRowHeights(true);
    setExpandsOnDoubleClick(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setEditTriggers(EditKeyPressed | DoubleClicked);
    setDragDropMode(DragDrop);
    setDefaultDropAction(Qt::MoveAction);
    setDropIndicatorShown(true);
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex &index) { m_folded.insert(toQString(m_model->idOf(index))); });
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex &index) { m_folded.remove(toQString(m_model->idOf(index))); });
    connect(m_model, &StructureModel::shapeChanged, this, &StructureTree::expand);
    connect(desk, &BlockDesk::selectionChanged, this, &StructureTree::follow);
    connect(&Theme::instance(), &Theme::changed, this, [this] { doItemsLayout(); });
    expand();
}

void StructureTree::expand() {
    const QSet<QString> folded = m_folded;
    expandAll();
    for (const QString &id : folded)
        if (const QModelIndex index = m_model->indexOf(toUtf8(id)); index.isValid() && toQString(m_model->idOf(index)) == id)
            collapse(index);
    m_folded = folded;
    follow();
}

void StructureTree::follow() {
    const QScopedValueRollback following(m_isFollowing, true);
    const QModelIndex index = m_model->indexOf(m_desk->selected());
    setCurrentIndex(index);
    if (index.isValid())
        scrollTo(index);
}

void StructureTree::currentChanged(const QModelIndex &current, const QModelIndex &previous) {
    QTreeView::currentChanged(current, previous);
    if (!m_isFollowing && current.isValid())
        m_desk->select(m_model->idOf(current));
}

std::string StructureTree::current() const {
    return m_model->idOf(currentIndex());
}

void StructureTree::moveBy(int step) {
    const std::string id = current(), into = m_desk->parentOf(id);
    const model::BlockDocument &document = m_desk->document();
    const model::PartKind kind = model::partKind(document, id);
    if (kind == model::PartKind::None || kind == model::PartKind::Page)
        return;
    const QString what = kind == model::PartKind::Block ? tr("Move a block") : kind == model::PartKind::Column ? tr("Move a column") : tr("Move a section");
    const int index = m_desk->indexOf(id) + step;
    const Json *parent = into.empty() ? nullptr : document.part(into);
    const std::size_t count = !parent ? document.sections().size() : parent->at(kind == model::PartKind::Block ? "blocks" : "columns").size();
    if (index >= 0 && std::size_t(index) < count)
        return m_desk->apply(what, model::movePart(document, id, into, std::size_t(index)), -1, id);
    if (kind != model::PartKind::Block)
        return;
    // Over the edge of its column: on to the next one that is not locked, or back to the one before.
    std::vector<std::pair<std::string, std::size_t>> columns;
    for (const Json &section : document.sections())
        for (const Json &column : section.at("columns"))
            if (!jsonBool(section, "locked") || jsonText(column, "id") == into)
                columns.emplace_back(jsonText(column, "id"), column.at("blocks").size());
    const auto here = std::find_if(columns.begin(), columns.end(), [&](const auto &one) { return one.first == into; });
    const auto at = here - columns.begin() + step;
    if (at >= 0 && at < std::ptrdiff_t(columns.size()))
        m_desk->apply(what, model::movePart(document, id, columns[std::size_t(at)].first, step > 0 ? 0 : columns[std::size_t(at)].second), -1, id);
}

void StructureTree::duplicate() {
    const std::string id = current();
    const auto next = model::duplicatePart(m_desk->document(), id);
    m_desk->apply(tr("Duplicate a part"), next);
    if (next) { // the copy stands right after it
        const std::string above = m_desk->parentOf(id);
        const std::size_t at = std::size_t(m_desk->indexOf(id)) + 1;
        const Json *parent = above.empty() ? nullptr : m_desk->document().part(above);
        const Json &list = !parent ? m_desk->document().sections() : parent->contains("blocks") ? parent->at("blocks") : parent->at("columns");
        m_desk->select(jsonText(list.at(at), "id"));
    }
}

void StructureTree::removePart() {
    const std::string id = current();
    if (id.empty() || id == "page")
        return;
    // The keyboard goes on to what then stands there.
    const QModelIndex below = currentIndex().siblingAtRow(currentIndex().row() + 1), above = indexAbove(currentIndex());
    const std::string then = m_model->idOf(below.isValid() ? below : above);
    m_desk->apply(tr("Remove a part"), model::removePart(m_desk->document(), id), -1, then);
}

void StructureTree::setFlag(const char *name, const QString &what, const Json &value) {
    m_desk->apply(what, model::setPartProperty(m_desk->document(), current(), name, value));
}

void StructureTree::keyPressEvent(QKeyEvent *event) {
    const bool isAlt = event->modifiers() == Qt::AltModifier;
    if (isAlt && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        return moveBy(event->key() == Qt::Key_Up ? -1 : 1);
    if (event->key() == Qt::Key_Delete && state() != EditingState)
        return removePart();
    if (event->matches(QKeySequence::Cancel) && state() != EditingState)
        return m_desk->select({});
    QTreeView::keyPressEvent(event);
}

void StructureTree::contextMenuEvent(QContextMenuEvent *event) {
    const QModelIndex index = event->reason() == QContextMenuEvent::Mouse ? indexAt(event->pos()) : currentIndex();
    const std::string id = m_model->idOf(index);
    const Json *part = id.empty() || id == "page" ? nullptr : m_desk->document().part(id);
    if (!part)
        return;
    setCurrentIndex(index);
    const model::PartKind kind = model::partKind(m_desk->document(), id);
    const bool isLocked = jsonBool(*part, "locked");
    QMenu menu(this);
    menu.setObjectName(QStringLiteral("structureMenu"));
    const auto add = [&](const char *iconName, const QString &words, auto act) {
        QAction *action = menu.addAction(icon(iconName), words);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    if (kind != model::PartKind::Column) {
        add("pencil", tr("Rename"), [this, index] { edit(index); })->setEnabled(!isLocked);
        add(isLocked ? "lock-open" : "lock", isLocked ? tr("Unlock") : tr("Lock"),
            [this, isLocked] { setFlag("locked", isLocked ? tr("Unlock a part") : tr("Lock a part"), isLocked ? Json() : Json(true)); });
        const std::string show = jsonText(*part, "show", "all");
        for (const auto &[value, iconName, words] : {std::tuple("all", "eye", tr("Show everywhere")), {"desktop", "monitor", tr("Hide on phones")}, {"mobile", "smartphone", tr("Show on phones only")}}) {
            QAction *action = add(iconName, words, [this, value = std::string(value)] { setFlag("show", tr("Change where a part is shown"), value == "all" ? Json() : Json(value)); });
            action->setEnabled(!isLocked && show != value);
        }
        menu.addSeparator();
        add("bookmark", tr("Save for other emails"), [this, id] { Q_EMIT saveWanted(toQString(id)); });
    }
    add("arrow-up", tr("Move up"), [this] { moveBy(-1); })->setEnabled(!isLocked);
    add("arrow-down", tr("Move down"), [this] { moveBy(1); })->setEnabled(!isLocked);
    add("copy", tr("Duplicate"), [this] { duplicate(); });
    add("trash-2", tr("Remove"), [this] { removePart(); })->setEnabled(!isLocked);
    menu.exec(event->reason() == QContextMenuEvent::Mouse ? event->globalPos() : viewport()->mapToGlobal(visualRect(index).bottomLeft()));
}

void StructureTree::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    const bool isChosen = selectionModel()->isSelected(index);
    if (isChosen) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(hasFocus() ? QPen(tokens().accent) : QPen(Qt::NoPen));
        painter->setBrush(tokens().accentSoft);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        painter->restore();
    }
    QTreeView::drawRow(painter, option, index);
}

void StructureTree::drawBranches(QPainter *painter, const QRect &rect, const QModelIndex &index) const {
    if (!m_model->hasChildren(index) || rect.width() < kIndent)
        return;
    const bool isRtl = layoutDirection() == Qt::RightToLeft;
    const QString name = isExpanded(index) ? QStringLiteral("chevron-down") : isRtl ? QStringLiteral("chevron-left") : QStringLiteral("chevron-right");
    const int side = 12;
    const QRect place(isRtl ? rect.left() + 1 : rect.right() - side, rect.center().y() - side / 2, side, side);
    painter->drawPixmap(place, iconPixmap(name, tokens().tertiary, side, qMax(2.0, devicePixelRatioF())));
}

} // namespace audience::ui
