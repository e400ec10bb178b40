#include "ui/kit/definition_list.h"

#include "ui/kit/in_order.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

namespace {

constexpr int kSearchFrom = 8; // entries from which a search is worth its place
constexpr int kPictureWide = 44, kPictureHigh = 56;
// Names of ten thousand characters are shown as far as a row goes; more would only cost time.
constexpr int kMostNameShown = 200;

class EntryDelegate final : public QStyledItemDelegate {
public:
    EntryDelegate(bool withPictures, QObject *parent) : QStyledItemDelegate(parent), m_withPictures(withPictures) {}
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {160, m_withPictures ? kPictureHigh + 16 : 34}; }
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const override {
        editor->setGeometry(option.rect.adjusted(m_withPictures ? kPictureWide + 24 : 8, m_withPictures ? 8 : 2, -8, m_withPictures ? -34 : -2));
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        const bool selected = option.state & QStyle::State_Selected;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect box = option.rect.adjusted(8, 1, -8, -1);
        painter->setPen(Qt::NoPen);
        if (selected || (option.state & QStyle::State_MouseOver)) {
            painter->setBrush(selected ? tokens().accentSoft : tokens().inset);
            painter->drawRoundedRect(box, 6, 6);
        }
        if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
            painter->setPen(tokens().accent);
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        }
        // Measured from left to right, painted the way people read.
        const auto mirrored = [&](const QRect &part) { return QStyle::visualRect(option.direction, box, part); };
        QRect line = box.adjusted(10, 0, -10, 0);
        if (m_withPictures)
            line = paintPicture(painter, box, option.direction, index);
        const QString note = index.data(DefinitionListModel::NoteRole).toString();
        QRect nameLine = line;
        if (m_withPictures)
            nameLine.setBottom(line.center().y() + (note.isEmpty() ? line.height() / 2 : 0));
        painter->setFont(Theme::instance().font(TypeRole::Secondary));
        if (const QVariant count = index.data(DefinitionListModel::CountRole); !m_withPictures && (count.isValid() || !note.isEmpty())) {
            const QString figure = !note.isEmpty() ? note : count.toLongLong() < 0 ? QStringLiteral("–") : formatNumber(count.toLongLong());
            painter->setPen(selected ? tokens().secondary : tokens().tertiary);
            painter->drawText(mirrored(nameLine), Qt::AlignVCenter | Qt::AlignRight, figure);
            nameLine.setRight(nameLine.right() - painter->fontMetrics().horizontalAdvance(figure) - 10);
        }
        if (index.data(DefinitionListModel::UnsavedRole).toBool()) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(tokens().warning);
            painter->drawEllipse(mirrored(QRect(nameLine.right() - 6, nameLine.center().y() - 2, 6, 6)));
            nameLine.setRight(nameLine.right() - 12);
        }
        if (m_withPictures && !note.isEmpty()) {
            painter->setPen(tokens().tertiary);
            const QRect below(line.left(), line.center().y() + 1, line.width(), 18);
            painter->drawText(mirrored(below), Qt::AlignVCenter | Qt::AlignLeft, painter->fontMetrics().elidedText(note, Qt::ElideRight, below.width()));
            nameLine.adjust(0, nameLine.height() - 20, 0, 0);
        }
        painter->setFont(Theme::instance().font(TypeRole::Body));
        painter->setPen(selected ? tokens().accent : tokens().text);
        painter->drawText(mirrored(nameLine), Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(inOrder(index.data().toString().left(kMostNameShown)), Qt::ElideRight, nameLine.width()));
        painter->restore();
    }

private:
    // A letter that is still being drawn.
    static void paintSkeleton(QPainter *painter, const QRect &frame) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens().inset);
        painter->drawRect(QRect(frame.left() + 5, frame.top() + 6, frame.width() - 10, 9));
        for (int line = 0; line < 4; ++line)
            painter->drawRect(QRect(frame.left() + 5, frame.top() + 21 + line * 7, frame.width() - (line == 3 ? 22 : 10), 3));
    }
    static QRect paintPicture(QPainter *painter, const QRect &box, Qt::LayoutDirection direction, const QModelIndex &index) {
        const QRect frame = QStyle::visualRect(direction, box, QRect(box.left() + 8, box.center().y() - kPictureHigh / 2 + 1, kPictureWide, kPictureHigh));
        painter->setPen(tokens().border);
        painter->setBrush(tokens().surface);
        painter->drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        const auto picture = index.data(DefinitionListModel::PictureRole).value<QPixmap>();
        if (picture.isNull())
            paintSkeleton(painter, frame);
        else
            painter->drawPixmap(frame.adjusted(1, 1, -1, -1), picture);
        return box.adjusted(kPictureWide + 18, 6, -10, -6);
    }
    bool m_withPictures;
};

} // namespace

void DefinitionListModel::setEntries(QVector<DefinitionEntry> entries) {
    beginResetModel();
    m_entries = std::move(entries);
    arrange();
    endResetModel();
}

void DefinitionListModel::setFilter(const QString &words) {
    beginResetModel();
    m_filter = words.trimmed();
    arrange();
    endResetModel();
}

void DefinitionListModel::setOrder(DefinitionOrder order, const QVector<qint64> &recent) {
    beginResetModel();
    m_order = order;
    m_recent = recent;
    arrange();
    endResetModel();
}

void DefinitionListModel::arrange() {
    m_shown.clear();
    for (int i = 0; i < m_entries.size(); ++i)
        if (m_filter.isEmpty() || m_entries[i].name.contains(m_filter, Qt::CaseInsensitive))
            m_shown.append(i);
    const auto by = [this](auto key) {
        std::stable_sort(m_shown.begin(), m_shown.end(), [&](int a, int b) { return key(m_entries[a]) > key(m_entries[b]); });
    };
    // Entries come by name.
    if (m_order == DefinitionOrder::Count)
        by([this](const DefinitionEntry &entry) { return m_counts.value(entry.id, -2); });
    if (m_order == DefinitionOrder::Changed)
        by([](const DefinitionEntry &entry) { return entry.changed; });
    if (m_order == DefinitionOrder::Recent) {
        QHash<qint64, qint64> place;
        for (int i = 0; i < m_recent.size(); ++i)
            place.insert(m_recent[i], m_recent.size() - i);
        by([&](const DefinitionEntry &entry) { return place.value(entry.id, 0); });
    }
    m_rowOf.clear();
    for (int row = 0; row < m_shown.size(); ++row)
        m_rowOf.insert(m_entries[m_shown[row]].id, row);
}

void DefinitionListModel::touch(qint64 id, int role) {
    if (const int row = rowOf(id); row >= 0)
        Q_EMIT dataChanged(index(row), index(row), {role});
}

void DefinitionListModel::setCount(qint64 id, qint64 count) {
    m_counts.insert(id, count);
    touch(id, CountRole);
}

void DefinitionListModel::setPicture(qint64 id, const QPixmap &picture) {
    m_pictures.insert(id, picture);
    touch(id, PictureRole);
}

void DefinitionListModel::setUnsaved(qint64 id, bool unsaved) {
    m_unsaved.insert(id, unsaved);
    touch(id, UnsavedRole);
}

void DefinitionListModel::forgetCounts() {
    m_counts.clear();
}

QVariant DefinitionListModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || index.row() >= m_shown.size())
        return {};
    const DefinitionEntry &entry = m_entries[m_shown[index.row()]];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole: return entry.name;
    case Qt::ToolTipRole: return entry.name.size() > 20 ? entry.name.left(600) : QVariant();
    case Qt::AccessibleTextRole: {
        const qint64 count = m_counts.value(entry.id, -1);
        return count < 0 ? entry.name : tr("%1, %2 people").arg(entry.name, formatNumber(count));
    }
    case Qt::AccessibleDescriptionRole: return m_unsaved.value(entry.id) ? tr("not saved yet") : entry.note;
    case IdRole: return entry.id;
    case CountRole: return m_counts.contains(entry.id) ? QVariant(m_counts.value(entry.id)) : QVariant();
    case UnsavedRole: return m_unsaved.value(entry.id);
    case PictureRole: return m_pictures.value(entry.id);
    case NoteRole: return entry.note;
    default: return {};
    }
}

Qt::ItemFlags DefinitionListModel::flags(const QModelIndex &index) const {
    return index.isValid() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable : Qt::NoItemFlags;
}

bool DefinitionListModel::setData(const QModelIndex &index, const QVariant &value, int role) {
    const QString name = value.toString().trimmed();
    if (role != Qt::EditRole || !index.isValid() || name.isEmpty() || name == index.data().toString())
        return false;
    Q_EMIT renameWanted(idAt(index.row()), name); // shown once it is saved
    return false;
}

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
    m_view->setItemDelegate(new EntryDelegate(withPictures, m_view));
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
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &words) {
        const qint64 before = current();
        const QSignalBlocker quiet(m_view->selectionModel());
        m_model.setFilter(words);
        choose(before);
        m_nothing->setVisible(m_model.rowCount() == 0);
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (m_model.rowCount() > 0)
            Q_EMIT chosen(m_model.idAt(0));
    });
    // Not what is merely current: the keyboard that comes to the list makes its first row that, and opens nothing.
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this](const QItemSelection &now) {
        if (!now.isEmpty())
            Q_EMIT chosen(m_model.idAt(now.indexes().first().row()));
    });
}

qint64 DefinitionList::current() const {
    return m_model.idAt(m_view->currentIndex().row());
}

void DefinitionList::setEntries(const QVector<DefinitionEntry> &entries) {
    const qint64 before = current();
    const int scrolled = m_view->verticalScrollBar()->value();
    {
        const QSignalBlocker quiet(m_view->selectionModel());
        m_model.setEntries(entries);
    }
    choose(before);
    m_view->verticalScrollBar()->setValue(scrolled);
    m_search->setVisible(entries.size() > kSearchFrom || !m_search->text().isEmpty());
    m_nothing->setVisible(m_model.rowCount() == 0 && !m_search->text().isEmpty());
}

void DefinitionList::setRecent(const QVector<qint64> &recent) {
    m_recent = recent;
}

void DefinitionList::choose(qint64 id) {
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
    const int rowHigh = qMax(1, m_view->sizeHintForRow(0));
    const QModelIndex top = m_view->indexAt(QPoint(20, 2));
    const int first = qMax(0, top.row());
    const int last = qMin(m_model.rowCount() - 1, first + m_view->viewport()->height() / rowHigh + 1);
    QVector<qint64> ids;
    for (int row = first; row <= last; ++row) {
        const qint64 id = m_model.idAt(row);
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
        const qint64 before = current();
        const QSignalBlocker quiet(m_view->selectionModel());
        m_model.setOrder(static_cast<DefinitionOrder>(ids.first().toInt()), m_recent);
        choose(before);
    });
}

void DefinitionList::showMenu(const QPoint &at) {
    const QModelIndex index = m_view->indexAt(at).isValid() ? m_view->indexAt(at) : m_view->currentIndex();
    const qint64 id = m_model.idAt(index.row());
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
    menu->addSeparator();
    menu->addAction(tr("Remove"), this, [this, id] { Q_EMIT removeWanted(id); });
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

bool DefinitionList::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        m_soon.start();
    if (event->type() == QEvent::KeyPress && current() != 0) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Delete) {
            Q_EMIT removeWanted(current());
            return true;
        }
        if (key->key() == Qt::Key_D && key->modifiers() == Qt::ControlModifier) {
            Q_EMIT duplicateWanted(current());
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace audience::ui
