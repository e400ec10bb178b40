#include "ui/shell/command_palette.h"

#include "ui/kit/icon.h"
#include "ui/kit/kept.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/shell/palette_model.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QTimer>
#include <QVBoxLayout>

namespace audience::ui {

namespace {
constexpr int kShown = 60, kRecent = 6, kSoon = 60, kWidth = 600, kRows = 12;
const QLatin1String kRecentKey("palette/recent");

QString idOf(const PaletteEntry &entry) {
    return entry.page + QLatin1Char('\n') + entry.target + QLatin1Char('\n') + entry.text;
}
} // namespace

CommandPalette::CommandPalette(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Search or run a command"));
    setProperty("role", QStringLiteral("popup"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(space::kTiny);
    m_edit = new QLineEdit(this);
    m_edit->setObjectName(QStringLiteral("paletteEdit"));
    m_edit->setPlaceholderText(tr("A page, a segment, a person, a command"));
    m_edit->setAccessibleName(tr("Search or run a command"));
    m_edit->setMaxLength(400);
    m_model = new PaletteModel(this);
    m_list = new QListView(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Results"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_nothing = makeLabel({}, "quietBody", this);
    m_nothing->setObjectName(QStringLiteral("paletteNothing"));
    m_nothing->setWordWrap(true);
    m_nothing->setContentsMargins(10, 8, 10, 8);
    layout->addWidget(m_edit);
    layout->addWidget(m_nothing);
    layout->addWidget(m_list, 1);
    m_edit->installEventFilter(this);
    m_soon = new QTimer(this);
    m_soon->setSingleShot(true);
    m_soon->setInterval(kSoon);
    connect(m_soon, &QTimer::timeout, this, &CommandPalette::look);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::refill);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { take(index.row()); });
    hide();
}

QList<PaletteEntry> CommandPalette::matching(const QList<PaletteEntry> &entries, const QString &words) {
    QList<PaletteEntry> found;
    for (const RankedEntry &one : rankPalette(entries, words, kShown))
        found.append(one.entry);
    return found;
}

void CommandPalette::setHint(const QString &words) { m_edit->setPlaceholderText(words); }

void CommandPalette::open(const QList<PaletteEntry> &entries) {
    m_entries = entries;
    m_found.clear();
    m_lookedFor.clear();
    m_edit->clear();
    refill();
    show();
    place();
    raise();
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::place() {
    if (!isVisible())
        return;
    int rows = 0;
    for (int i = 0; i < m_model->rowCount(); ++i)
        rows += m_list->sizeHintForRow(i);
    const int width = qMin(kWidth, parentWidget()->width() - 64);
    const int foot = m_model->rowCount() == 0 ? m_nothing->heightForWidth(width - 16) + space::kTiny : qMin(rows, kRows * 32) + 2;
    setGeometry((parentWidget()->width() - width) / 2, 56, width, qMin(16 + m_edit->sizeHint().height() + 4 + foot, parentWidget()->height() - 72));
}

// What was taken lately stands first while nothing is typed.
QList<PaletteEntry> CommandPalette::recentFirst() const {
    QList<PaletteEntry> recent;
    for (const QString &id : Kept::value(kRecentKey).toStringList())
        for (const PaletteEntry &entry : m_entries)
            if (idOf(entry) == id) {
                recent.append(entry);
                recent.last().hint = tr("Recent");
                break;
            }
    return recent + m_entries;
}

void CommandPalette::remember(const PaletteEntry &entry) {
    if (!m_edit->text().isEmpty() && m_found.size() && m_lookedFor == m_edit->text())
        for (const PaletteEntry &found : std::as_const(m_found))
            if (idOf(found) == idOf(entry))
                return; // people and columns are found anew; their names do not belong into the settings
    QStringList ids = Kept::value(kRecentKey).toStringList();
    ids.removeAll(idOf(entry));
    ids.prepend(idOf(entry));
    Kept::keep(kRecentKey, QStringList(ids.mid(0, kRecent)));
}

void CommandPalette::refill() {
    const QString typed = m_edit->text().trimmed();
    fill(m_entries + (typed == m_lookedFor ? m_found : QList<PaletteEntry>()));
    if (m_finder && !typed.isEmpty() && typed != m_lookedFor)
        m_soon->start();
}

void CommandPalette::look() {
    const QString typed = m_edit->text().trimmed();
    if (typed.isEmpty())
        return;
    m_finder(typed, [this, typed](const QList<PaletteEntry> &found) {
        if (!isVisible() || typed != m_edit->text().trimmed())
            return;
        m_lookedFor = typed;
        m_found = found;
        const QString before = m_list->currentIndex().data().toString();
        fill(m_entries + m_found);
        // What stood under the hand stays under it.
        for (int row = 0; row < m_model->rowCount(); ++row)
            if (m_model->entryAt(row) && m_model->index(row).data().toString() == before)
                m_list->setCurrentIndex(m_model->index(row));
    });
}

void CommandPalette::fill(const QList<PaletteEntry> &entries) {
    const QString typed = m_edit->text().trimmed();
    m_model->setEntries(rankPalette(typed.isEmpty() ? recentFirst() : entries, typed, kShown));
    m_list->setCurrentIndex(m_model->index(m_model->nextEntry(-1, 1)));
    m_list->scrollToTop();
    const bool isEmpty = m_model->rowCount() == 0;
    m_nothing->setText(isEmpty ? tr("Nothing found for \"%1\". Try fewer letters, a person's whole address, or a word such as Import or Settings.").arg(typed.left(60)) : QString());
    m_nothing->setVisible(isEmpty);
    m_list->setVisible(!isEmpty);
    place();
}

void CommandPalette::take(int row) {
    const RankedEntry *ranked = m_model->entryAt(row);
    if (!ranked)
        return;
    const PaletteEntry entry = ranked->entry;
    remember(entry);
    hide();
    Q_EMIT chosen(entry);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::FocusOut && watched == m_edit) {
        hide();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const auto go = [this](int step, int times) {
        int row = m_list->currentIndex().row();
        for (int i = 0; i < times; ++i)
            row = m_model->nextEntry(row, step);
        m_list->setCurrentIndex(m_model->index(row));
        if (row <= 1)
            m_list->scrollToTop(); // with its heading
        return true;
    };
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape: hide(); parentWidget()->setFocus(); return true;
    case Qt::Key_Down: return go(1, 1);
    case Qt::Key_Up: return go(-1, 1);
    case Qt::Key_PageDown: return go(1, 8);
    case Qt::Key_PageUp: return go(-1, 8);
    case Qt::Key_Return:
    case Qt::Key_Enter: take(m_list->currentIndex().row()); return true;
    default: return QFrame::eventFilter(watched, event);
    }
}

} // namespace audience::ui
