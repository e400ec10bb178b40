#include "ui/kit/definition_list.h"

#include "ui/kit/definition_delegate.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHBoxLayout>
#include <QFocusEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

namespace {

constexpr int kSearchFrom = 8; // entries from which a search is worth its place

} // namespace

DefinitionList::DefinitionList(const QString &heading, const QString &addWords, const QString &objectName, bool withPictures, QWidget *parent)
    : QFrame(parent), m_withPictures(withPictures) {
    setRole(this, "paneLeft");
    setFixedWidth(Theme::instance().pixels(212));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 8);
    layout->setSpacing(space::kTiny);
    auto *head = makeRow(2);
    head->setContentsMargins(16, 2, 10, 2);
    auto *words = makeLabel(heading, "strong", this);
    words->setMinimumHeight(Theme::instance().controlHeight());
    head->addWidget(words, 1);
    m_order = makeTool(objectName + QStringLiteral("Order"), tr("Sort the list"), "list", this);
    connect(m_order, &QToolButton::clicked, this, &DefinitionList::showOrders);
    head->addWidget(m_order);
    auto *add = makeTool(objectName + QStringLiteral("Add"), addWords, "plus", this);
    connect(add, &QToolButton::clicked, this, &DefinitionList::addWanted);
    head->addWidget(add);
    layout->addLayout(head);
    m_search = new QLineEdit(this);
    m_search->setObjectName(objectName + QStringLiteral("Search"));
    m_search->setAccessibleName(tr("Find in the list"));
    m_search->setPlaceholderText(tr("Find"));
    m_search->setClearButtonEnabled(true);
    m_search->hide();
    auto *searchRow = makeRow();
    searchRow->setContentsMargins(12, 0, 12, 4);
    searchRow->addWidget(m_search);
    layout->addLayout(searchRow);
    m_view = new QListView(this);
    m_view->setObjectName(objectName);
    m_view->setAccessibleName(heading);
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new DefinitionDelegate(withPictures, m_view));
    m_view->setMouseTracking(true);
    m_view->setUniformItemSizes(true);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel); // the last one ends with the list
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->installEventFilter(this);
    layout->addWidget(m_view, 1);
    m_nothing = makeLabel(tr("Nothing has this in its name."), "secondary", this);
    m_nothing->setWordWrap(true);
    m_nothing->setContentsMargins(16, 4, 16, 0);
    m_nothing->hide();
    layout->insertWidget(2, m_nothing);
    m_soon.setSingleShot(true);
    m_soon.setInterval(30);
    connect(&m_soon, &QTimer::timeout, this, &DefinitionList::askForDetails);
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, &m_soon, qOverload<>(&QTimer::start));
    connect(&m_model, &QAbstractItemModel::modelReset, &m_soon, qOverload<>(&QTimer::start));
    connect(&m_model, &DefinitionListModel::renameWanted, this, &DefinitionList::renameWanted);
    connect(m_view, &QWidget::customContextMenuRequested, this, &DefinitionList::showMenu);
    connect(&m_model, &DefinitionListModel::moveWanted, this, &DefinitionList::moveWanted);
    connect(&m_model, &DefinitionListModel::folderRenameWanted, this, &DefinitionList::folderRenameWanted);
    connect(m_view, &QAbstractItemView::clicked, this, [this](const QModelIndex &index) {
        if (m_model.isHeading(index.row()))
            fold(index.row(), !index.data(DefinitionListModel::FoldedRole).toBool());
    });
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &words) {
        arrangedAnew([&] { m_model.setFilter(words); });
        m_nothing->setVisible(m_model.rowCount() == 0);
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        for (int row = 0; row < m_model.rowCount(); ++row)
            if (const qint64 id = m_model.idAt(row); id != 0)
                return Q_EMIT chosen(id);
    });
    // Not what is merely current: the keyboard that comes to the list makes its first row that, and opens nothing.
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this](const QItemSelection &now) {
        if (now.isEmpty())
            return;
        m_chosen = m_model.idAt(now.indexes().first().row());
        Q_EMIT chosen(m_chosen);
    });
}

qint64 DefinitionList::current() const {
    return m_model.idAt(m_view->currentIndex().row());
}

void DefinitionList::setEntries(const QVector<DefinitionEntry> &entries) {
    const int scrolled = m_view->verticalScrollBar()->value();
    const bool hasTags = std::any_of(entries.begin(), entries.end(), [](const DefinitionEntry &entry) { return !entry.tags.isEmpty(); });
    m_view->setUniformItemSizes(!hasTags || m_withPictures);
    arrangedAnew([&] { m_model.setEntries(entries); });
    m_view->verticalScrollBar()->setValue(scrolled);
    m_search->setPlaceholderText(hasTags ? tr("Find, or #tag") : tr("Find"));
    m_search->setVisible(entries.size() > kSearchFrom || hasTags || !m_search->text().isEmpty());
    m_nothing->setVisible(m_model.rowCount() == 0 && !m_search->text().isEmpty());
}

void DefinitionList::setRecent(const QVector<qint64> &recent) {
    m_recent = recent;
}

// What is chosen stays it, also while it is out of sight in a closed folder; the keyboard stays where it was.
void DefinitionList::arrangedAnew(const std::function<void()> &change) {
    const int at = m_view->currentIndex().row();
    const qint64 id = m_model.idAt(at);
    const QString folder = m_model.isHeading(at) ? m_model.folderAt(at) : QString();
    {
        const QSignalBlocker quiet(m_view->selectionModel());
        change();
    }
    choose(m_chosen);
    if (m_view->hasFocus() && !m_view->currentIndex().isValid() && m_model.rowCount() > 0)
        m_view->selectionModel()->setCurrentIndex(m_model.index(qMax(0, m_model.rowOf(id))), QItemSelectionModel::NoUpdate);
    for (int row = 0; !folder.isEmpty() && row < m_model.rowCount(); ++row)
        if (m_model.isHeading(row) && m_model.folderAt(row) == folder)
            m_view->selectionModel()->setCurrentIndex(m_model.index(row), QItemSelectionModel::NoUpdate);
}

void DefinitionList::setShelves(const QSet<QString> &folded) {
    m_hasShelves = true;
    m_model.setFolded(folded);
    m_view->setDragDropMode(QAbstractItemView::DragDrop);
    m_view->setDefaultDropAction(Qt::CopyAction);
    m_view->setDragEnabled(true);
    m_view->setAcceptDrops(true);
    m_view->setDropIndicatorShown(true);
}

void DefinitionList::fold(int row, bool folded) {
    QSet<QString> all = m_model.folded();
    const QString folder = m_model.folderAt(row);
    if (folded)
        all.insert(folder);
    else
        all.remove(folder);
    arrangedAnew([&] { m_model.setFolded(all); });
    Q_EMIT foldedChanged(all);
}

void DefinitionList::addShelfActs(QMenu *menu, qint64 id, QWidget *anchor) {
    if (!m_hasShelves || id <= 0)
        return;
    QWidget *under = anchor ? anchor : m_search->isVisible() ? static_cast<QWidget *>(m_search) : m_order;
    menu->addSeparator();
    menu->addAction(tr("Move to folder…"), this, [this, id, under] { moveToFolder(id, under); });
    menu->addAction(tr("Tags…"), this, [this, id, under] { chooseTags(id, under); });
}

void DefinitionList::moveToFolder(qint64 id, QWidget *anchor) {
    const DefinitionEntry *entry = m_model.entryOf(id);
    if (!entry)
        return;
    QList<PickerItem> items{{{}, tr("In no folder"), {}, QStringLiteral("minus")}};
    for (const QString &folder : m_model.folders())
        items.append({folder, folder, {}, QStringLiteral("folder")});
    Picker *picker = Picker::pickOne(anchor, items, entry->folder, [this, id](const QStringList &ids) { Q_EMIT moveWanted(id, ids.first()); });
    picker->allowTyped([](const QString &words) { return words.trimmed(); });
}

void DefinitionList::chooseTags(qint64 id, QWidget *anchor) {
    const DefinitionEntry *entry = m_model.entryOf(id);
    if (!entry)
        return;
    QList<PickerItem> items;
    for (const QString &tag : m_model.tags())
        items.append({tag, tag, {}, QStringLiteral("tag")});
    Picker::pickMany(anchor, items, entry->tags, [this, id, before = entry->tags](const QStringList &tags) {
        if (tags != before)
            Q_EMIT tagsWanted(id, tags);
    });
}

void DefinitionList::choose(qint64 id) {
    m_chosen = id;
    const QSignalBlocker quiet(m_view->selectionModel());
    const int row = m_model.rowOf(id);
    if (row < 0) {
        m_view->selectionModel()->clear();
    } else {
        m_view->selectionModel()->setCurrentIndex(m_model.index(row), QItemSelectionModel::ClearAndSelect);
        m_view->scrollTo(m_model.index(row));
    }
    m_view->viewport()->update();
}

void DefinitionList::renameInPlace() {
    if (m_view->currentIndex().isValid())
        m_view->edit(m_view->currentIndex());
}

void DefinitionList::askForDetails() {
    if (!isVisible() || m_model.rowCount() == 0)
        return;
    const int rowHigh = DefinitionDelegate::rowHeight(m_withPictures);
    const QModelIndex top = m_view->indexAt(QPoint(20, 2));
    const int first = qMax(0, top.row());
    const int last = qMin(m_model.rowCount() - 1, first + m_view->viewport()->height() / rowHigh + 1);
    QVector<qint64> ids;
    for (int row = first; row <= last; ++row) {
        const qint64 id = m_model.idAt(row);
        if (id == 0)
            continue;
        if (m_withPictures ? !m_model.hasPicture(id) : !m_model.hasCount(id))
            ids.append(id);
    }
    if (!ids.isEmpty())
        Q_EMIT detailsWanted(ids);
}

void DefinitionList::showOrders() {
    QList<PickerItem> orders{{QStringLiteral("0"), tr("By name"), {}, {}}};
    if (!m_withPictures)
        orders.append({QStringLiteral("1"), tr("Most people first"), {}, {}});
    orders.append({QStringLiteral("2"), tr("Recently used first"), {}, {}});
    orders.append({QStringLiteral("3"), tr("Changed last first"), {}, {}});
    Picker::pickOne(m_order, orders, QString::number(int(m_model.order())), [this](const QStringList &ids) {
        arrangedAnew([&] { m_model.setOrder(static_cast<DefinitionOrder>(ids.first().toInt()), m_recent); });
    });
}

void DefinitionList::showMenu(const QPoint &at) {
    const QModelIndex index = m_view->indexAt(at).isValid() ? m_view->indexAt(at) : m_view->currentIndex();
    const qint64 id = m_model.idAt(index.row());
    if (m_model.isHeading(index.row()))
        return showFolderMenu(m_model.folderAt(index.row()), at);
    if (id == 0)
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("definitionMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Rename"), this, [this, id] {
        choose(id);
        renameInPlace();
    });
    menu->addAction(tr("Duplicate"), this, [this, id] { Q_EMIT duplicateWanted(id); });
    addShelfActs(menu, id);
    menu->addSeparator();
    menu->addAction(tr("Remove"), this, [this, id] { Q_EMIT removeWanted(id); });
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

void DefinitionList::showFolderMenu(const QString &folder, const QPoint &at) {
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("folderMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Rename"), this, [this, folder] {
        for (int row = 0; row < m_model.rowCount(); ++row)
            if (m_model.isHeading(row) && m_model.folderAt(row) == folder)
                return m_view->edit(m_model.index(row));
    });
    menu->addAction(tr("Take the folder away"), this, [this, folder] { Q_EMIT folderRenameWanted(folder, {}); });
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

bool DefinitionList::press(QKeyEvent *key) {
    const int row = m_view->currentIndex().row();
    if (m_model.isHeading(row)) {
        const bool isFolded = m_view->currentIndex().data(DefinitionListModel::FoldedRole).toBool();
        const bool isMirrored = layoutDirection() == Qt::RightToLeft;
        switch (key->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space: fold(row, !isFolded); return true;
        case Qt::Key_Left: fold(row, !isMirrored); return true;
        case Qt::Key_Right: fold(row, isMirrored); return true;
        default: return false;
        }
    }
    if (current() == 0)
        return false;
    if (key->key() == Qt::Key_Delete) {
        Q_EMIT removeWanted(current());
        return true;
    }
    if (key->key() == Qt::Key_D && key->modifiers() == Qt::ControlModifier) {
        Q_EMIT duplicateWanted(current());
        return true;
    }
    return false;
}

bool DefinitionList::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        m_soon.start();
    if (event->type() == QEvent::KeyPress && press(static_cast<QKeyEvent *>(event)))
        return true;
    // Whoever comes with the keyboard sees where it is, however far down that is.
    if (event->type() == QEvent::FocusIn && static_cast<QFocusEvent *>(event)->reason() != Qt::MouseFocusReason && m_view->currentIndex().isValid())
        m_view->scrollTo(m_view->currentIndex());
    return QFrame::eventFilter(watched, event);
}

} // namespace audience::ui
