#include "ui/templates/studio/html_places_view.h"

#include "qbase/convert.h"
#include "ui/kit/theme.h"
#include "ui/templates/studio/html_desk.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTimer>

namespace audience::ui {

using email::HtmlPlace;
using email::PlacePart;

namespace {

constexpr int kKindWide = 96, kPadding = 10;
constexpr qsizetype kMostShown = 240; // letters at an end of a text: more is in no line, and takes its time to be measured

QString lineOf(const QString &text, bool keepsEnd) {
    if (text.size() <= 2 * kMostShown)
        return text;
    return keepsEnd ? text.left(kMostShown) + QChar(0x2026) + text.right(kMostShown) : text.left(2 * kMostShown);
}

class PlaceDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        painter->save();
        painter->fillRect(option.rect, (option.state & QStyle::State_Selected) ? tokens().accentSoft : tokens().surface);
        painter->setPen(tokens().border);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        if (option.state & QStyle::State_HasFocus) {
            painter->setPen(tokens().accent);
            painter->drawRect(option.rect.adjusted(0, 0, -1, -2));
        }
        const QFont font = Theme::instance().font(index.column() == HtmlPlacesModel::Kind ? TypeRole::Secondary : TypeRole::Body);
        const QRect place = option.rect.adjusted(kPadding, 0, -kPadding, 0);
        painter->setFont(font);
        painter->setPen(index.data(Qt::ForegroundRole).value<QColor>());
        const bool isAddress = index.column() == HtmlPlacesModel::Address;
        painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine,
                          QFontMetrics(font).elidedText(lineOf(index.data().toString(), isAddress), isAddress ? Qt::ElideMiddle : Qt::ElideRight, place.width()));
        painter->restore();
    }
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const override {
        auto *edit = new QLineEdit(parent);
        edit->setObjectName(QStringLiteral("htmlPlaceEditor"));
        edit->setAccessibleName(index.data(Qt::AccessibleTextRole).toString());
        edit->setFrame(false);
        edit->setFont(Theme::instance().font(TypeRole::Body));
        edit->setMaxLength(1'000'000);
        return edit;
    }
};

} // namespace

HtmlPlacesModel::HtmlPlacesModel(HtmlDesk *desk, QObject *parent) : QAbstractTableModel(parent), m_desk(desk), m_rows(rows()) {
    connect(m_desk, &HtmlDesk::placesChanged, this, &HtmlPlacesModel::refresh);
}

QVector<HtmlPlacesModel::Row> HtmlPlacesModel::rows() const {
    QVector<Row> all;
    const auto &places = m_desk->places();
    for (int i = 0; i < int(places.size()); ++i) {
        const HtmlPlace &place = places[std::size_t(i)];
        const bool isLink = place.kind == HtmlPlace::Kind::Link;
        if (isLink && m_desk->textOf(i) >= 0)
            continue; // it stands in the row of its words
        Row row;
        row.place = i;
        row.words = toQString(place.text);
        row.hasWords = !isLink;
        row.kind = isLink ? tr("Link") : place.kind == HtmlPlace::Kind::Picture ? tr("Picture") : place.isHeading ? tr("Heading") : tr("Text");
        if (place.kind != HtmlPlace::Kind::Text) {
            row.isEmbedded = isEmbedded(place.address);
            row.address = row.isEmbedded ? embeddedWords(place.address) : toQString(place.address);
            row.hasAddress = true;
        } else if (place.link && m_desk->textOf(int(*place.link)) == i) {
            row.link = int(*place.link);
            row.kind = tr("Link");
            row.address = toQString(places[*place.link].address);
            row.hasAddress = true;
        }
        all.append(row);
    }
    return all;
}

void HtmlPlacesModel::refresh() {
    const QVector<Row> now = rows();
    const bool isSame = now.size() == m_rows.size() && std::equal(now.begin(), now.end(), m_rows.begin(), [](const Row &a, const Row &b) { return a.place == b.place && a.kind == b.kind; });
    if (!isSame) {
        beginResetModel();
        m_rows = now;
        endResetModel();
        return;
    }
    for (int row = 0; row < int(now.size()); ++row)
        if (!(now[row] == m_rows[row])) {
            m_rows[row] = now[row];
            Q_EMIT dataChanged(index(row, 0), index(row, Columns - 1));
        }
}

int HtmlPlacesModel::rowOf(int place) const {
    for (int row = 0; row < int(m_rows.size()); ++row)
        if (m_rows[row].place == place || (place >= 0 && m_rows[row].link == place))
            return row;
    return -1;
}

QVariant HtmlPlacesModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || index.row() >= int(m_rows.size()))
        return {};
    const Row &row = m_rows[index.row()];
    const QString &value = index.column() == Kind ? row.kind : index.column() == Words ? row.words : row.address;
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == Words && row.hasWords && row.words.isEmpty())
            return tr("No alternative text");
        return index.column() == Words && !row.hasWords ? tr("Its words stand in their own rows") : value;
    case Qt::EditRole: return row.isEmbedded && index.column() == Address ? QString() : value;
    case Qt::ToolTipRole: return value.size() > 40 ? value.left(1'000) : QString();
    case Qt::ForegroundRole: return index.column() == Kind || (row.isEmbedded && index.column() == Address) ? tokens().secondary : index.column() == Words && row.words.isEmpty() ? tokens().tertiary : tokens().text;
    case Qt::AccessibleTextRole: return index.column() == Kind ? value : QStringLiteral("%1, %2: %3").arg(row.kind, headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(), value);
    default: return {};
    }
}

// What is written may change which rows there are, so it is done once the editor of the cell has gone.
bool HtmlPlacesModel::setData(const QModelIndex &index, const QVariant &value, int role) {
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const Row row = m_rows[index.row()];
    const bool isWords = index.column() == Words;
    const QString text = value.toString();
    if (text == index.data(Qt::EditRole).toString())
        return true;
    QTimer::singleShot(0, this, [this, row, isWords, text] {
        if (!rows().contains(row))
            return; // it was changed elsewhere meanwhile
        m_desk->settle();
        m_desk->change(!isWords && row.link >= 0 ? row.link : row.place, isWords ? PlacePart::Words : PlacePart::Address, text);
        m_desk->settle();
    });
    return true;
}

QVariant HtmlPlacesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Kind ? tr("What") : section == Words ? tr("Words") : tr("Address");
}

Qt::ItemFlags HtmlPlacesModel::flags(const QModelIndex &index) const {
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid() || index.row() >= int(m_rows.size()))
        return flags;
    const Row &row = m_rows[index.row()];
    const bool isEditable = (index.column() == Words && row.hasWords) || (index.column() == Address && row.hasAddress);
    return isEditable ? flags | Qt::ItemIsEditable : flags;
}

HtmlPlacesView::HtmlPlacesView(HtmlDesk *desk, QWidget *parent) : QTableView(parent), m_desk(desk), m_places(new HtmlPlacesModel(desk, this)) {
    setObjectName(QStringLiteral("htmlPlaces"));
    setAccessibleName(tr("Texts, links and pictures of the email"));
    setModel(m_places);
    setItemDelegate(new PlaceDelegate(this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(HtmlPlacesModel::Words, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(HtmlPlacesModel::Address, QHeaderView::Stretch);
    withTheme(this, [this] {
        setColumnWidth(HtmlPlacesModel::Kind, Theme::instance().pixels(kKindWide));
        verticalHeader()->setDefaultSectionSize(Theme::instance().controlHeight());
    });
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &now) {
        if (hasFocus() && now.isValid())
            m_desk->select(m_places->placeOf(now.row()));
    });
    connect(m_desk, &HtmlDesk::selectionChanged, this, &HtmlPlacesView::showSelected);
    connect(m_places, &QAbstractItemModel::modelReset, this, &HtmlPlacesView::showSelected);
}

void HtmlPlacesView::showSelected() {
    const int row = m_places->rowOf(m_desk->selected());
    if (row >= 0 && row != currentIndex().row())
        setCurrentIndex(m_places->index(row, HtmlPlacesModel::Words));
}

void HtmlPlacesView::focusInEvent(QFocusEvent *event) {
    QTableView::focusInEvent(event);
    if (!currentIndex().isValid() && m_places->rowCount() > 0)
        setCurrentIndex(m_places->index(0, HtmlPlacesModel::Words));
    else if (currentIndex().isValid())
        m_desk->select(m_places->placeOf(currentIndex().row()));
}

void HtmlPlacesView::keyPressEvent(QKeyEvent *event) {
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && state() != EditingState && currentIndex().isValid() && (m_places->flags(currentIndex()) & Qt::ItemIsEditable))
        return edit(currentIndex());
    QTableView::keyPressEvent(event);
}

// Tab in a cell goes to the next that can be written in.
void HtmlPlacesView::closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) {
    const bool isStep = hint == QAbstractItemDelegate::EditNextItem || hint == QAbstractItemDelegate::EditPreviousItem;
    QTableView::closeEditor(editor, isStep ? QAbstractItemDelegate::NoHint : hint);
    if (!isStep || !currentIndex().isValid())
        return;
    const int by = hint == QAbstractItemDelegate::EditNextItem ? 1 : -1;
    for (int cell = currentIndex().row() * HtmlPlacesModel::Columns + currentIndex().column() + by; cell >= 0 && cell < m_places->rowCount() * HtmlPlacesModel::Columns; cell += by) {
        const QModelIndex next = m_places->index(cell / HtmlPlacesModel::Columns, cell % HtmlPlacesModel::Columns);
        if (!(m_places->flags(next) & Qt::ItemIsEditable))
            continue;
        setCurrentIndex(next);
        return edit(next);
    }
}

} // namespace audience::ui
