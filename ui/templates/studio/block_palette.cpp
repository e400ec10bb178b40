#include "ui/templates/studio/block_palette.h"

#include "model/block_starters.h"
#include "qbase/convert.h"
#include "ui/kit/icon.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/property_words.h"

#include <QApplication>
#include <QDrag>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QScrollArea>
#include <QStyle>
#include <QToolTip>
#include <QVBoxLayout>

namespace audience::ui {

static constexpr int kColumns = 2, kGap = 8, kTileTall = 52, kIcon = 16;

QMimeData *blockMime(const Json &load) {
    auto *mime = new QMimeData;
    mime->setData(QLatin1String(kBlockMime), QByteArray::fromStdString(dumpJson(load)));
    return mime;
}

Json blockOf(const QMimeData *mime) {
    if (!mime || !mime->hasFormat(QLatin1String(kBlockMime)))
        return Json::object();
    const auto read = parseJson(mime->data(QLatin1String(kBlockMime)).toStdString());
    return read && read->is_object() ? *read : Json::object();
}

// Where a new section goes when nothing is selected: the footer stays the last.
static std::size_t endOf(const model::BlockDocument &document) {
    const Json &sections = document.sections();
    if (sections.empty())
        return 0;
    for (const Json &column : sections.back().at("columns"))
        for (const Json &block : column.at("blocks"))
            if (jsonText(block, "kind") == "footer")
                return sections.size() - 1;
    return sections.size();
}

static std::size_t afterSelection(const BlockDesk &desk) {
    std::string section = desk.selected();
    for (std::string outer = desk.parentOf(section); !outer.empty(); outer = desk.parentOf(section))
        section = outer;
    const int index = desk.indexOf(section);
    return index < 0 ? endOf(desk.document()) : std::size_t(index) + 1;
}

static void insertSectionAt(BlockDesk *desk, const QString &what, std::size_t index, const Json &section) {
    const auto next = model::insertSection(desk->document(), index, section);
    desk->apply(what, next, -1, next ? jsonText(next->sections().at(std::min(index, next->sections().size() - 1)), "id") : std::string());
}

void insertAtSelection(BlockDesk *desk, const QString &what, const Json &load) {
    if (const Json *section = jsonMember(load, "section"))
        return insertSectionAt(desk, what, afterSelection(*desk), *section);
    const Json *block = jsonMember(load, "block");
    if (!block)
        return;
    const model::BlockDocument &document = desk->document();
    const std::string &selected = desk->selected();
    const model::PartKind kind = model::partKind(document, selected);
    std::string column = kind == model::PartKind::Block ? desk->parentOf(selected) : selected;
    if (kind == model::PartKind::Section)
        column = jsonText(document.part(selected)->at("columns").back(), "id");
    const bool isInColumn = kind == model::PartKind::Block || kind == model::PartKind::Column || kind == model::PartKind::Section;
    const std::size_t index = kind == model::PartKind::Block ? std::size_t(desk->indexOf(selected)) + 1 : isInColumn ? document.part(column)->at("blocks").size() : 0;
    if (isInColumn)
        if (const auto next = model::insertBlock(document, column, index, *block))
            return desk->apply(what, next, -1, jsonText(next->part(column)->at("blocks").at(index), "id"));
    // Nothing selected, or it stands in a locked section.
    const std::size_t at = afterSelection(*desk);
    const auto next = model::insertSection(document, at, model::sectionAround(*block));
    desk->apply(what, next, -1, next ? jsonText(next->sections().at(at).at("columns")[0].at("blocks")[0], "id") : std::string());
}

QList<PaletteTile> paletteTiles() {
    // What most emails are made of comes first, then the rest as the tables have it.
    static constexpr std::string_view kFirst[] = {"heading", "text", "image", "button", "columns_2", "divider", "products", "coupon", "quote", "social", "countdown", "html"};
    QList<PaletteTile> out;
    const auto add = [&](std::string_view id) {
        const QString name = toQString(id);
        if (std::any_of(out.cbegin(), out.cend(), [&](const PaletteTile &one) { return one.id == name; }))
            return;
        const bool isLayout = model::blockKind(id) == nullptr;
        out.append({name, isLayout ? layoutName(id) : kindName(id), isLayout ? layoutIcon(id) : kindIcon(id), kindWords(id), isLayout});
    };
    for (const std::string_view id : kFirst)
        add(id);
    for (const model::BlockPart &kind : model::blockKinds())
        add(kind.name);
    for (const std::string_view layout : model::starterLayouts())
        add(layout);
    return out;
}

Json loadOf(const PaletteTile &tile) {
    const std::string id = toUtf8(tile.id);
    return tile.isLayout ? Json{{"section", model::starterSection(id, starterWords())}} : Json{{"block", model::starterBlock(id, starterWords())}};
}

PaletteTiles::PaletteTiles(QWidget *parent) : QWidget(parent) {
    installPaintedItems();
    setObjectName(QStringLiteral("blockTiles"));
    setAccessibleName(tr("Blocks to drag into the email"));
    setProperty("ownFocus", true);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void PaletteTiles::setTiles(const QList<PaletteTile> &tiles) {
    m_tiles = tiles;
    m_current = 0;
    m_hovered = -1;
    updateGeometry();
    update();
}

QSize PaletteTiles::sizeHint() const {
    const int rows = (int(m_tiles.size()) + kColumns - 1) / kColumns;
    return {2 * Theme::instance().pixels(60) + kGap, qMax(0, rows * (Theme::instance().pixels(kTileTall) + kGap) - kGap)};
}

QRect PaletteTiles::itemRect(int item) const {
    if (item < 0 || item >= m_tiles.size())
        return {};
    const int wide = (width() - kGap * (kColumns - 1)) / kColumns, tall = Theme::instance().pixels(kTileTall);
    const QRect rect((item % kColumns) * (wide + kGap), (item / kColumns) * (tall + kGap), wide, tall);
    return QStyle::visualRect(layoutDirection(), this->rect(), rect);
}

int PaletteTiles::at(const QPoint &point) const {
    for (int item = 0; item < m_tiles.size(); ++item)
        if (itemRect(item).contains(point))
            return item;
    return -1;
}

void PaletteTiles::activateItem(int item) {
    if (item >= 0 && item < m_tiles.size()) {
        setCurrent(item);
        Q_EMIT chosen(m_tiles[item]);
    }
}

void PaletteTiles::setCurrent(int item) {
    if (item < 0 || item >= m_tiles.size())
        return;
    m_current = item;
    Q_EMIT currentMoved(itemRect(item));
    announceItem(this, item);
    update();
}

// A long name: smaller letters, then a line for each of two words.
static QStringList fitName(QPainter &painter, const QString &name, int width) {
    QFont font = Theme::instance().font(TypeRole::Secondary);
    const int least = qMax(1, font.pixelSize() - 2), usual = font.pixelSize();
    const QStringList parts = name.contains(QLatin1Char(' ')) ? QStringList{name.section(QLatin1Char(' '), 0, 0), name.section(QLatin1Char(' '), 1)} : QStringList{name};
    for (const QStringList &lines : {QStringList{name}, parts})
        for (int size = usual; size >= least; --size) {
            font.setPixelSize(size);
            painter.setFont(font);
            const QFontMetrics metrics = painter.fontMetrics();
            if (std::all_of(lines.begin(), lines.end(), [&](const QString &line) { return metrics.horizontalAdvance(line) <= width; }))
                return lines;
            if (lines.size() == 1 && parts.size() > 1)
                break; // words on two lines are read better than small ones
        }
    return parts;
}

void PaletteTiles::paintTile(QPainter &painter, const QRect &rect, const PaletteTile &tile, bool isLit) const {
    const Tokens &t = tokens();
    painter.setPen(isLit ? t.strongBorder : t.border);
    painter.setBrush(isLit ? t.inset : t.surface);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const QRect room = rect.adjusted(3, 0, -3, 0);
    const QStringList lines = fitName(painter, tile.name, room.width());
    const int line = painter.fontMetrics().height(), gap = lines.size() > 1 ? 1 : 4, top = rect.top() + (rect.height() - kIcon - gap - line * int(lines.size())) / 2;
    const QPixmap picture = iconPixmap(tile.iconName, t.secondary, kIcon, qMax(2.0, devicePixelRatioF()));
    painter.drawPixmap(rect.center().x() - kIcon / 2, top, picture);
    painter.setPen(t.secondary);
    for (int i = 0; i < lines.size(); ++i)
        painter.drawText(QRect(room.left(), top + kIcon + gap + i * line, room.width(), line), Qt::AlignCenter, painter.fontMetrics().elidedText(lines[i], Qt::ElideRight, room.width()));
}

void PaletteTiles::paintEvent(QPaintEvent *event) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int item = 0; item < m_tiles.size(); ++item) {
        const QRect rect = itemRect(item);
        if (!rect.intersects(event->rect()))
            continue;
        paintTile(painter, rect, m_tiles[item], item == m_hovered);
        if (hasFocus() && item == m_current) {
            painter.setPen(QPen(tokens().accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6);
        }
    }
}

void PaletteTiles::mousePressEvent(QMouseEvent *event) {
    const int item = at(event->position().toPoint());
    m_isPressed = event->button() == Qt::LeftButton && item >= 0;
    m_pressed = event->position().toPoint();
    if (m_isPressed)
        setCurrent(item);
}

void PaletteTiles::mouseMoveEvent(QMouseEvent *event) {
    const QPoint point = event->position().toPoint();
    if (const int item = at(point); item != m_hovered) {
        m_hovered = item;
        setCursor(item >= 0 ? Qt::OpenHandCursor : Qt::ArrowCursor);
        update();
    }
    if (m_isPressed && (event->buttons() & Qt::LeftButton) && (point - m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
        m_isPressed = false;
        drag(at(m_pressed));
    }
}

void PaletteTiles::drag(int item) {
    if (item < 0)
        return;
    const qreal scale = devicePixelRatioF();
    const QSize size = itemRect(item).size();
    QPixmap picture(size * scale);
    picture.setDevicePixelRatio(scale);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    paintTile(painter, QRect(QPoint(), size), m_tiles[item], true);
    painter.end();
    auto *drag = new QDrag(this);
    drag->setMimeData(blockMime(loadOf(m_tiles[item])));
    drag->setPixmap(picture);
    drag->setHotSpot(QPoint(size.width() / 2, size.height() / 2));
    drag->exec(Qt::CopyAction);
}

void PaletteTiles::mouseDoubleClickEvent(QMouseEvent *event) {
    activateItem(at(event->position().toPoint()));
}

void PaletteTiles::leaveEvent(QEvent *) {
    m_hovered = -1;
    update();
}

void PaletteTiles::keyPressEvent(QKeyEvent *event) {
    const int side = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrent(m_current - side);
    case Qt::Key_Right:
        return setCurrent(m_current + side);
    case Qt::Key_Up:
        return setCurrent(m_current - kColumns);
    case Qt::Key_Down:
        return setCurrent(m_current + kColumns);
    case Qt::Key_Home:
        return setCurrent(0);
    case Qt::Key_End:
        return setCurrent(int(m_tiles.size()) - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return activateItem(m_current);
    default:
        QWidget::keyPressEvent(event);
    }
}

bool PaletteTiles::event(QEvent *event) {
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        if (const int item = at(help->pos()); item >= 0)
            QToolTip::showText(help->globalPos(), tr("%1: drag it into the email, or press Enter to put it after the selection").arg(m_tiles[item].name), this, itemRect(item));
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

BlockPalette::BlockPalette(BlockDesk *desk, QWidget *parent) : QWidget(parent), m_desk(desk) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    m_words = new QLineEdit(this);
    m_words->setObjectName(QStringLiteral("blockSearch"));
    m_words->setAccessibleName(tr("Search blocks"));
    m_words->setPlaceholderText(tr("Search"));
    m_words->setClearButtonEnabled(true);
    m_words->addAction(icon("search"), QLineEdit::LeadingPosition)->setText(m_words->accessibleName());
    layout->addWidget(m_words);
    auto *inside = new QWidget(this);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 0, 0);
    m_nothing = makeLabel(tr("No block is called that."), "secondary", inside);
    m_nothing->setWordWrap(true);
    m_nothing->hide();
    m_tiles = new PaletteTiles(inside);
    column->addWidget(m_nothing);
    column->addWidget(m_tiles);
    column->addStretch(1);
    QScrollArea *scroll = makeScroll(QStringLiteral("blockTilesScroll"), inside, this);
    layout->addWidget(scroll, 1);
    connect(m_words, &QLineEdit::textChanged, this, &BlockPalette::narrow);
    connect(m_words, &QLineEdit::returnPressed, this, [this] { m_tiles->activateItem(0); });
    connect(m_tiles, &PaletteTiles::currentMoved, scroll, [this, scroll](const QRect &place) {
        const QPoint centre = m_tiles->mapTo(scroll->widget(), place.center());
        scroll->ensureVisible(centre.x(), centre.y(), place.width() / 2, place.height() / 2 + kGap);
    });
    connect(m_tiles, &PaletteTiles::chosen, this, [this](const PaletteTile &tile) { insertAtSelection(m_desk, tr("Add %1").arg(tile.name), loadOf(tile)); });
    narrow({});
}

void BlockPalette::narrow(const QString &words) {
    const QStringList wanted = words.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QList<PaletteTile> shown;
    for (const PaletteTile &tile : paletteTiles())
        if (std::all_of(wanted.cbegin(), wanted.cend(), [&](const QString &word) {
                return tile.name.contains(word, Qt::CaseInsensitive) || tile.words.contains(word, Qt::CaseInsensitive);
            }))
            shown.append(tile);
    m_tiles->setTiles(shown);
    m_nothing->setVisible(shown.isEmpty());
}

} // namespace audience::ui
