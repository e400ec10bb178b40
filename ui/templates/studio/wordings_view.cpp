#include "ui/templates/studio/wordings_view.h"

#include "ui/kit/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTextDocument>

namespace audience::ui {

namespace {

constexpr int kPlaceWide = 150, kPadding = 10, kAbove = 7, kMostLines = 8;
constexpr qsizetype kMostShown = 1'500; // of a source; all of it stands in the editor

QString shown(const QString &text) {
    return text.size() <= kMostShown ? text : text.left(kMostShown) + QStringLiteral(" …");
}

class WordingDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        painter->save();
        const bool isSelected = option.state & QStyle::State_Selected;
        painter->fillRect(option.rect, isSelected ? tokens().accentSoft : tokens().surface);
        painter->setPen(tokens().border);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        if ((option.state & QStyle::State_HasFocus) && index.column() == WordingsModel::Words) {
            painter->setPen(tokens().accent);
            painter->drawRect(option.rect.adjusted(0, 0, -1, -2));
        }
        painter->setFont(fontOf(index));
        painter->setPen(index.data(Qt::ForegroundRole).value<QColor>());
        painter->setLayoutDirection(directionOf(option, index));
        painter->setClipRect(option.rect);
        painter->drawText(textRect(option.rect), flagsOf(option, index), shown(index.data().toString()));
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        const QFontMetrics metrics(fontOf(index));
        const int width = option.rect.width() > 2 * kPadding ? option.rect.width() - 2 * kPadding : 200;
        const int height = metrics.boundingRect(QRect(0, 0, width, 10'000), Qt::TextWordWrap, shown(index.data().toString())).height();
        return {width, qMin(qMax(height, metrics.height()), kMostLines * metrics.lineSpacing()) + 2 * kAbove};
    }

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        auto *edit = new QPlainTextEdit(parent);
        edit->setObjectName(QStringLiteral("wordingEditor"));
        edit->setAccessibleName(WordingsView::tr("%1, in other words").arg(index.siblingAtColumn(WordingsModel::Place).data().toString()));
        edit->setFont(fontOf(index));
        edit->setTabChangesFocus(true);
        edit->setLayoutDirection(directionOf(option, index));
        QTextOption text = edit->document()->defaultTextOption();
        text.setTextDirection(directionOf(option, index));
        edit->document()->setDefaultTextOption(text);
        edit->document()->setDocumentMargin(kAbove - 1);
        edit->setFrameShape(QFrame::NoFrame);
        return edit;
    }
    void setEditorData(QWidget *editor, const QModelIndex &index) const override {
        auto *edit = static_cast<QPlainTextEdit *>(editor);
        const QString words = index.data(Qt::EditRole).toString();
        if (edit->toPlainText() != words)
            edit->setPlainText(words);
        edit->selectAll();
    }
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override {
        model->setData(index, static_cast<QPlainTextEdit *>(editor)->toPlainText(), Qt::EditRole);
    }
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const override {
        const int lines = 3 * QFontMetrics(editor->font()).lineSpacing() + 2 * kAbove;
        QRect place = option.rect;
        place.setHeight(qMax(place.height(), lines));
        if (const auto *around = editor->parentWidget(); around && place.bottom() > around->rect().bottom()) // the last row
            place.moveBottom(qMax(around->rect().bottom(), place.height() - 1));
        editor->setGeometry(place);
    }

protected:
    bool eventFilter(QObject *object, QEvent *event) override {
        auto *edit = qobject_cast<QPlainTextEdit *>(object);
        if (!edit || event->type() != QEvent::KeyPress)
            return QStyledItemDelegate::eventFilter(object, event);
        auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && key->modifiers().testFlag(Qt::ShiftModifier)) {
            edit->insertPlainText(QStringLiteral("\n"));
            return true;
        }
        if (isEnter) {
            Q_EMIT commitData(edit);
            Q_EMIT closeEditor(edit, QAbstractItemDelegate::EditNextItem);
            return true;
        }
        return QStyledItemDelegate::eventFilter(object, event);
    }

private:
    static QFont fontOf(const QModelIndex &index) {
        return Theme::instance().font(index.column() == WordingsModel::Place ? TypeRole::Secondary : TypeRole::Body);
    }
    static QRect textRect(const QRect &cell) { return cell.adjusted(kPadding, kAbove, -kPadding, -kAbove); }
    static Qt::LayoutDirection directionOf(const QStyleOptionViewItem &option, const QModelIndex &index) {
        if (index.column() == WordingsModel::Place)
            return option.direction;
        return index.data(WordingsModel::RightToLeftRole).toBool() ? Qt::RightToLeft : Qt::LeftToRight;
    }
    static int flagsOf(const QStyleOptionViewItem &option, const QModelIndex &index) {
        const bool isRight = directionOf(option, index) == Qt::RightToLeft;
        return Qt::TextWordWrap | Qt::AlignTop | Qt::AlignAbsolute | (isRight ? Qt::AlignRight : Qt::AlignLeft);
    }
};

} // namespace

void WordingsModel::setRows(const QVector<Wording> &rows) {
    const bool isSame = rows.size() == m_rows.size() && std::equal(rows.begin(), rows.end(), m_rows.begin(), [](const Wording &a, const Wording &b) { return a.key == b.key; });
    if (!isSame) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    for (int row = 0; row < int(rows.size()); ++row)
        if (rows[row] != m_rows[row]) {
            m_rows[row] = rows[row];
            Q_EMIT dataChanged(index(row, 0), index(row, Columns - 1));
        }
}

void WordingsModel::setWords(const QString &original, const QString &words, const QString &empty, bool isOriginalRightToLeft, bool isRightToLeft) {
    m_original = original;
    m_words = words;
    m_empty = empty;
    m_isOriginalRightToLeft = isOriginalRightToLeft;
    m_isRightToLeft = isRightToLeft;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, Columns - 1);
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, Columns - 1));
}

int WordingsModel::nextMissing(int after) const {
    const int count = int(m_rows.size());
    for (int i = 1; i <= count; ++i)
        if (const int row = (after + i) % count; m_rows[row].isMissing)
            return row;
    return -1;
}

QVariant WordingsModel::data(const QModelIndex &index, int role) const {
    if (!index.isValid() || index.row() >= int(m_rows.size()))
        return {};
    const Wording &row = m_rows[index.row()];
    const bool isWords = index.column() == Words;
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Place ? row.place : index.column() == Original ? row.original : !row.words.isEmpty() ? row.words : row.isMissing ? m_empty : tr("as it is");
    case Qt::EditRole: return isWords ? (row.words.isEmpty() ? (row.isAddress ? row.original : QString()) : row.words) : index.column() == Place ? row.place : row.original;
    case Qt::ForegroundRole:
        return index.column() == Place ? tokens().secondary : isWords && row.words.isEmpty() ? (row.isMissing ? tokens().warning : tokens().tertiary) : tokens().text;
    case Qt::AccessibleTextRole:
        return isWords ? tr("%1: %2").arg(row.place, data(index, Qt::DisplayRole).toString()) : data(index, Qt::DisplayRole);
    case RightToLeftRole: return isWords ? (row.words.isEmpty() ? m_isOriginalRightToLeft : m_isRightToLeft) && !row.isAddress : index.column() == Original && m_isOriginalRightToLeft;
    case KeyRole: return row.key;
    default: return {};
    }
}

bool WordingsModel::setData(const QModelIndex &index, const QVariant &value, int role) {
    if (role != Qt::EditRole || !index.isValid() || index.column() != Words || index.row() >= int(m_rows.size()))
        return false;
    Wording &row = m_rows[index.row()];
    const QString words = value.toString() == row.original && row.isAddress ? QString() : value.toString();
    if (words == row.words)
        return true;
    row.words = words;
    row.isMissing = words.isEmpty() && !row.isAddress;
    Q_EMIT dataChanged(index.siblingAtColumn(0), index);
    Q_EMIT wordsEdited(QString(row.key), words); // the row may be another one after it
    return true;
}

QVariant WordingsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Place ? tr("Where") : section == Original ? m_original : m_words;
}

Qt::ItemFlags WordingsModel::flags(const QModelIndex &index) const {
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Words ? flags | Qt::ItemIsEditable : flags;
}

WordingsView::WordingsView(const QString &objectName, const QString &accessibleName, QWidget *parent) : QTableView(parent), m_wordings(new WordingsModel(this)) {
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    setModel(m_wordings);
    setItemDelegate(new WordingDelegate(this));
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(WordingsModel::Original, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(WordingsModel::Words, QHeaderView::Stretch);
    setColumnWidth(WordingsModel::Place, Theme::instance().pixels(kPlaceWide));
    m_fit.setSingleShot(true);
    m_fit.setInterval(0);
    connect(&m_fit, &QTimer::timeout, this, &WordingsView::fit);
    connect(m_wordings, &QAbstractItemModel::dataChanged, &m_fit, QOverload<>::of(&QTimer::start));
    connect(m_wordings, &QAbstractItemModel::modelReset, &m_fit, QOverload<>::of(&QTimer::start));
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        setColumnWidth(WordingsModel::Place, Theme::instance().pixels(kPlaceWide));
        m_fit.start();
    });
}

void WordingsView::setRows(const QVector<Wording> &rows) {
    m_wordings->setRows(rows);
    if (!currentIndex().isValid() && m_wordings->rowCount() > 0)
        setCurrentIndex(m_wordings->index(0, WordingsModel::Words));
}

void WordingsView::goToNextMissing() {
    const int row = m_wordings->nextMissing(currentIndex().isValid() ? currentIndex().row() : -1);
    if (row < 0)
        return;
    const QModelIndex place = m_wordings->index(row, WordingsModel::Words);
    setCurrentIndex(place);
    scrollTo(place);
    setFocus();
    edit(place);
}

void WordingsView::resizeEvent(QResizeEvent *event) {
    QTableView::resizeEvent(event);
    m_fit.start();
}

// The next row, not the next column: the others are not written in.
void WordingsView::closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) {
    const bool isStep = hint == QAbstractItemDelegate::EditNextItem || hint == QAbstractItemDelegate::EditPreviousItem;
    QTableView::closeEditor(editor, isStep ? QAbstractItemDelegate::NoHint : hint);
    if (!isStep || !currentIndex().isValid())
        return;
    const int row = currentIndex().row() + (hint == QAbstractItemDelegate::EditNextItem ? 1 : -1);
    if (row < 0 || row >= m_wordings->rowCount())
        return;
    setCurrentIndex(m_wordings->index(row, WordingsModel::Words));
    edit(currentIndex());
}

void WordingsView::fit() { resizeRowsToContents(); }

} // namespace audience::ui
