#include "ui/kit/picker.h"

#include "ui/kit/background.h"
#include "ui/kit/icon.h"
#include "ui/kit/in_order.h"
#include "ui/kit/motion.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPointer>
#include <QScreen>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

enum Role { IdRole = Qt::UserRole, NoteRole, IconRole, CheckedRole, HeadingRole, PictureRole };
constexpr int kMostShown = 200;

class PickerDelegate final : public QStyledItemDelegate {
public:
    PickerDelegate(bool many, QObject *parent) : QStyledItemDelegate(parent), m_many(many) {}
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override {
        return {160, m_picture.isEmpty() ? Theme::instance().rowHeight() : m_picture.height() + 12};
    }
    void setPictureSize(const QSize &size) { m_picture = size; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (index.data(HeadingRole).toBool()) {
            painter->setFont(Theme::instance().font(TypeRole::Secondary));
            painter->setPen(tokens().tertiary);
            painter->drawText(option.rect.adjusted(8, 0, -8, 0), Qt::AlignLeft | Qt::AlignVCenter, index.data().toString());
            painter->restore();
            return;
        }
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(option.state & QStyle::State_Selected ? tokens().accentSoft : tokens().inset);
            painter->drawRoundedRect(option.rect, 4, 4);
        }
        const auto mirrored = [&option](const QRect &box) { return QStyle::visualRect(option.direction, option.rect, box); };
        const Qt::Alignment leading = QStyle::visualAlignment(option.direction, Qt::AlignLeft);
        const Qt::Alignment trailing = QStyle::visualAlignment(option.direction, Qt::AlignRight);
        QRect line = option.rect.adjusted(8, 0, -8, 0);
        const bool checked = index.data(CheckedRole).toBool();
        QString picture = index.data(IconRole).toString();
        if (m_many)
            picture = checked ? QStringLiteral("square-check") : QStringLiteral("square");
        if (!m_picture.isEmpty()) {
            const QRect frame = mirrored(QRect(QPoint(line.left(), line.center().y() - m_picture.height() / 2), m_picture));
            painter->setPen(checked ? tokens().accent : tokens().border);
            painter->setBrush(tokens().inset);
            painter->drawRect(frame.adjusted(-1, -1, 0, 0));
            if (const auto made = index.data(PictureRole).value<QPixmap>(); !made.isNull())
                painter->drawPixmap(frame.topLeft(), made);
            line.setLeft(line.left() + m_picture.width() + 12);
        } else if (!picture.isEmpty()) {
            icon(picture, checked ? tokens().accent : tokens().secondary)
                .paint(painter, mirrored(QRect(line.left(), line.center().y() - 7, 16, 16)));
            line.setLeft(line.left() + 24);
        }
        painter->setFont(Theme::instance().font(TypeRole::Secondary));
        const QString note = index.data(NoteRole).toString();
        painter->setPen(tokens().tertiary);
        painter->drawText(mirrored(line), int(trailing | Qt::AlignVCenter), note);
        if (!note.isEmpty())
            line.setRight(line.right() - painter->fontMetrics().horizontalAdvance(note) - 12);
        painter->setFont(Theme::instance().font(checked && !m_many ? TypeRole::Strong : TypeRole::Body));
        painter->setPen(checked ? tokens().accent : tokens().text);
        painter->drawText(mirrored(line), int(leading | Qt::AlignVCenter),
                          painter->fontMetrics().elidedText(inOrder(index.data().toString().left(400).simplified()), Qt::ElideRight, line.width()));
        painter->restore();
    }

private:
    bool m_many;
    QSize m_picture;
};

} // namespace

Picker::Picker(QWidget *anchor, const QList<PickerItem> &items, bool many)
    : QFrame(anchor->window(), Qt::Popup | Qt::FramelessWindowHint), m_items(items), m_many(many) {
    setObjectName(QStringLiteral("picker"));
    setProperty("role", QStringLiteral("popup"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->setSpacing(space::kTiny);
    m_edit = new QLineEdit(this);
    m_edit->setObjectName(QStringLiteral("pickerEdit"));
    m_edit->setAccessibleName(tr("Type to find"));
    m_edit->setPlaceholderText(many ? tr("Type to find or add") : tr("Type to find"));
    m_list = new QListWidget(this);
    m_list->setObjectName(QStringLiteral("pickerList"));
    m_list->setAccessibleName(tr("Choices"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new PickerDelegate(many, m_list));
    layout->addWidget(m_edit);
    m_nothing = makeLabel({}, "secondary", this);
    m_nothing->setObjectName(QStringLiteral("pickerNothing"));
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->hide();
    layout->addWidget(m_list);
    layout->addWidget(m_nothing, 1);
    m_edit->installEventFilter(this);
    m_edit->setVisible(many || items.size() > 8);
    if (!m_edit->isVisibleTo(this)) {
        m_list->setFocusPolicy(Qt::StrongFocus);
        m_list->installEventFilter(this);
    }
    connect(m_edit, &QLineEdit::textChanged, this, &Picker::refill);
    connect(m_list, &QListWidget::itemClicked, this, &Picker::take);
}

Picker *Picker::pickOne(QWidget *anchor, const QList<PickerItem> &items, const QString &current, Taken taken) {
    auto *picker = new Picker(anchor, items, false);
    picker->m_current = current;
    picker->m_taken = std::move(taken);
    picker->showBelow(anchor);
    return picker;
}

Picker *Picker::pickMany(QWidget *anchor, const QList<PickerItem> &items, const QStringList &checked, Taken taken) {
    auto *picker = new Picker(anchor, items, true);
    picker->m_checked = checked;
    for (const QString &id : checked) {
        const bool known = std::any_of(items.begin(), items.end(), [&](const PickerItem &item) { return item.id == id; });
        if (!known)
            picker->m_items.prepend({id, id, {}, {}});
    }
    picker->m_taken = std::move(taken);
    picker->showBelow(anchor);
    return picker;
}

void Picker::setPictures(const QSize &size, std::function<QImage(const QString &)> make) {
    m_pictureSize = size;
    m_makePicture = std::move(make);
    static_cast<PickerDelegate *>(m_list->itemDelegate())->setPictureSize(size);
    showBelow(m_anchor);
    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this, &Picker::makePictures);
    makePictures();
}

// Of the rows in sight, a few at a time; what is scrolled past before its turn is not made.
void Picker::makePictures() {
    constexpr qsizetype kAtOnce = 2;
    if (!m_makePicture || !isVisible())
        return;
    const QRect seen = m_list->viewport()->rect();
    for (int row = 0; row < m_list->count() && m_making.size() < kAtOnce; ++row) {
        QListWidgetItem *item = m_list->item(row);
        const QString id = item->data(IdRole).toString();
        if (id.isEmpty() || m_pictures.contains(id) || m_making.contains(id) || !m_list->visualItemRect(item).intersects(seen))
            continue;
        m_making.insert(id);
        inBackground(this, [make = m_makePicture, id] { return make(id); }, [this, id](const QImage &image) {
            m_making.remove(id);
            m_pictures.insert(id, QPixmap::fromImage(image));
            for (int at = 0; at < m_list->count(); ++at)
                if (m_list->item(at)->data(IdRole).toString() == id)
                    m_list->item(at)->setData(PictureRole, m_pictures.value(id));
            makePictures();
        });
    }
}

void Picker::allowTyped(std::function<QString(const QString &)> read) {
    m_readTyped = std::move(read);
    m_edit->setVisible(true);
    m_edit->setPlaceholderText(tr("Type to find or enter"));
    m_edit->setFocus();
}

void Picker::searchWith(std::function<void(const QString &, Found)> find, const QString &hint) {
    constexpr int kPause = 150; // ms between two letters
    m_find = std::move(find);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kPause);
    connect(&m_soon, &QTimer::timeout, this, &Picker::search);
    connect(m_edit, &QLineEdit::textChanged, &m_soon, qOverload<>(&QTimer::start));
    m_edit->setPlaceholderText(hint);
    m_edit->setVisible(true);
    m_edit->setFocus();
}

void Picker::findMore(std::function<void(const QString &, Found)> find, const QString &hint) {
    constexpr int kPause = 150;
    m_findMore = std::move(find);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kPause);
    connect(&m_soon, &QTimer::timeout, this, &Picker::searchMore);
    connect(m_edit, &QLineEdit::textChanged, this, [this] {
        m_more.clear(); // of the words before
        m_soon.start();
    });
    m_edit->setPlaceholderText(hint);
}

void Picker::searchMore() {
    const QString words = m_edit->text().trimmed();
    if (words.isEmpty())
        return;
    m_findMore(words, [this, picker = QPointer(this), words](const QList<PickerItem> &items) {
        if (!picker || words != m_edit->text().trimmed())
            return;
        const QListWidgetItem *row = m_list->currentItem();
        const QString chosen = row ? row->data(IdRole).toString() : QString();
        m_more = items;
        refill();
        for (int i = 0; i < m_list->count(); ++i)
            if (!chosen.isEmpty() && m_list->item(i)->data(IdRole).toString() == chosen)
                m_list->setCurrentRow(i);
    });
}

void Picker::setPeek(QWidget *panel, std::function<void(const QString &)> show) {
    constexpr int kWide = 248;
    const QRect screen = m_anchor->screen()->availableGeometry();
    const int wide = Theme::instance().pixels(kWide);
    if (width() + wide > screen.width())
        return panel->deleteLater();
    m_peek = std::move(show);
    m_peekPanel = panel;
    panel->setParent(this);
    panel->setFixedWidth(wide - space::kSmall);
    // The list keeps its width, the panel stands beside it from the top.
    auto *column = static_cast<QVBoxLayout *>(layout());
    const QMargins margins = column->contentsMargins();
    column->setContentsMargins(margins.left(), margins.top(), margins.right() + wide, margins.bottom());
    resize(width() + wide, height());
    if (x() + width() > screen.right())
        move(qMax(screen.left(), screen.right() - width()), y());
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    if (isMirrored)
        column->setContentsMargins(margins.left() + wide, margins.top(), margins.right(), margins.bottom());
    panel->setGeometry(isMirrored ? space::kSmall : width() - wide, margins.top(), wide - space::kSmall, height() - margins.top() - margins.bottom());
    panel->show();
    connect(m_list, &QListWidget::currentItemChanged, this, &Picker::peek);
    peek();
}

void Picker::peek() {
    const QListWidgetItem *row = m_list->currentItem();
    const QString id = row ? row->data(IdRole).toString() : QString();
    if (!m_peek || id == m_peeked)
        return;
    m_peeked = id;
    m_peek(id);
}

void Picker::search() {
    const QString words = m_edit->text().trimmed();
    if (words == m_found)
        return;
    m_find(words, [this, picker = QPointer(this), words](const QList<PickerItem> &items) {
        if (!picker || words != m_edit->text().trimmed())
            return;
        m_items = items;
        m_found = words;
        refill();
    });
}

void Picker::showBelow(QWidget *anchor) {
    m_anchor = anchor;
    refill();
    int wide = qMax(220, anchor->width());
    for (const PickerItem &item : m_items.mid(0, kMostShown))
        wide = qMax(wide, fontMetrics().horizontalAdvance(item.text.left(80) + item.note.left(40)) + 84);
    const int tall = m_pictureSize.isEmpty() ? Theme::instance().rowHeight() : m_pictureSize.height() + 12;
    const int rows = qBound(2, int(m_items.size()), m_pictureSize.isEmpty() ? 9 : 5);
    wide += m_pictureSize.width();
    resize(qMin(wide, 420), rows * tall + 14 + (m_edit->isVisibleTo(this) ? 36 : 0));
    const int leading = anchor->layoutDirection() == Qt::RightToLeft ? anchor->width() - width() : 0;
    const QPoint below = anchor->mapToGlobal(QPoint(leading, anchor->height() + 4));
    const QRect screen = anchor->screen()->availableGeometry();
    move(qBound(screen.left(), below.x(), qMax(screen.left(), screen.right() - width())),
         below.y() + height() > screen.bottom() ? qMax(screen.top(), below.y() - anchor->height() - 8 - height()) : below.y());
    show();
    appear(this);
    showCurrent(); // the list has its height now
    (m_edit->isVisible() ? static_cast<QWidget *>(m_edit) : m_list)->setFocus();
}

void Picker::refill() {
    const QString words = m_edit->text().trimmed();
    m_list->clear();
    bool exact = words.isEmpty();
    int current = 0, best = 0, fit = 0; // the row that fits the words best: from its beginning, or wholly
    QString group;
    const QList<PickerItem> all = words.isEmpty() ? m_items : m_items + m_more;
    for (const PickerItem &item : all) {
        exact = exact || item.text.compare(words, Qt::CaseInsensitive) == 0;
        // What was found by its key or an address does not always show the words.
        const bool isMeant = (m_find && words == m_found) || item.text.contains(words, Qt::CaseInsensitive);
        if (!isMeant || m_list->count() >= kMostShown)
            continue;
        if (!item.group.isEmpty() && item.group != group) {
            group = item.group;
            auto *heading = new QListWidgetItem(group, m_list);
            heading->setData(HeadingRole, true);
            heading->setFlags(Qt::NoItemFlags);
        }
        auto *row = new QListWidgetItem(item.text, m_list);
        row->setData(IdRole, item.id);
        row->setData(NoteRole, item.note);
        row->setData(IconRole, item.iconName);
        if (const auto picture = m_pictures.constFind(item.id); picture != m_pictures.constEnd())
            row->setData(PictureRole, *picture);
        const bool begins = !words.isEmpty() && item.text.startsWith(words, Qt::CaseInsensitive);
        if (const int fits = begins ? (item.text.size() == words.size() ? 2 : 1) : 0; fits > fit) {
            fit = fits;
            best = m_list->count() - 1;
        }
        row->setData(CheckedRole, m_many ? m_checked.contains(item.id) : item.id == m_current);
        if (!m_many && item.id == m_current)
            current = m_list->count() - 1;
    }
    if (m_many && !exact) {
        auto *row = new QListWidgetItem(tr("Add \"%1\"").arg(words), m_list);
        row->setData(IdRole, words);
    }
    if (!m_many && !exact && m_readTyped)
        if (const QString read = m_readTyped(words); !read.isEmpty() && m_list->findItems(read, Qt::MatchExactly).isEmpty()) {
            auto *row = new QListWidgetItem(read);
            row->setData(IdRole, read);
            m_list->insertItem(0, row);
            best = 0;
        }
    const bool isAsking = m_find && words != m_found;
    m_nothing->setText(isAsking ? tr("Looking for \"%1\" …").arg(words.left(60)) : words.isEmpty() ? tr("There is nothing to choose yet.") : tr("Nothing found for \"%1\".").arg(words.left(60)));
    m_nothing->setVisible(m_list->count() == 0);
    m_list->setVisible(m_list->count() > 0);
    m_list->setCurrentRow(words.isEmpty() ? current : best);
    if (m_list->currentItem() && m_list->currentItem()->data(HeadingRole).toBool())
        m_list->setCurrentRow(m_list->currentRow() + 1);
    showCurrent();
}

// From the top, unless what is chosen stands further down.
void Picker::showCurrent() {
    m_list->scrollToTop();
    if (m_list->currentRow() > 1)
        m_list->scrollToItem(m_list->currentItem());
    makePictures();
}

void Picker::take(QListWidgetItem *item) {
    if (!item || item->data(HeadingRole).toBool())
        return;
    const QString id = item->data(IdRole).toString();
    if (!m_many) {
        m_checked = {id};
        close();
        return;
    }
    if (!m_checked.removeOne(id))
        m_checked.append(id);
    const bool known = std::any_of(m_items.begin(), m_items.end(), [&](const PickerItem &one) { return one.id == id; });
    if (!known)
        m_items.prepend({id, id, {}, {}});
    const int row = m_list->row(item);
    if (m_edit->text().isEmpty())
        refill();
    else
        m_edit->clear();
    m_list->setCurrentRow(qMin(row, m_list->count() - 1));
}

// Over headings; always true, so that the key goes nowhere else.
bool Picker::moveBy(int by) {
    int row = m_list->currentRow() + by;
    if (row > 0 && row < m_list->count() && m_list->item(row)->data(HeadingRole).toBool())
        row += by;
    if (row >= 0 && row < m_list->count() && !m_list->item(row)->data(HeadingRole).toBool())
        m_list->setCurrentRow(row);
    return true;
}

bool Picker::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Down || key == Qt::Key_Up)
        return moveBy(key == Qt::Key_Down ? 1 : -1);
    if (key == Qt::Key_PageDown || key == Qt::Key_PageUp) {
        constexpr int kPage = 8;
        for (int i = 0; i < kPage; ++i)
            moveBy(key == Qt::Key_PageDown ? 1 : -1);
        return true;
    }
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        if (m_many && m_edit->text().isEmpty())
            close(); // marks are set with Space; Enter on an empty line is "done"
        else
            take(m_list->currentItem());
        return true;
    }
    if (key == Qt::Key_Space && m_many && m_edit->text().isEmpty()) {
        take(m_list->currentItem());
        return true;
    }
    if (key == Qt::Key_Escape) {
        m_taken = {};
        close();
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void Picker::hideEvent(QHideEvent *event) {
    QFrame::hideEvent(event);
    const Taken taken = std::move(m_taken);
    m_taken = {};
    if (taken && (m_many || !m_checked.isEmpty()))
        taken(m_checked);
}

} // namespace audience::ui
