// The blocks and layouts an email can be put together from, as tiles: drag one into the email, or press Enter for one
// after the selection. A field narrows them. Main thread.
#pragma once

#include "base/json.h"
#include "ui/kit/painted_items.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QMimeData;

namespace audience::ui {

class BlockDesk;

// What a drag carries: {"block": {...}} or {"section": {...}}, parts as they stand in a document, without ids.
inline constexpr const char *kBlockMime = "application/x-audience-block";
QMimeData *blockMime(const Json &load); // the caller owns it
Json blockOf(const QMimeData *mime);    // an empty object: it carries none

// Puts what a drag carries after what is selected and selects it: a block after a block or into a column, else into a
// section of its own; at the end, but before the footer, where nothing is selected.
void insertAtSelection(BlockDesk *desk, const QString &what, const Json &load);

struct PaletteTile {
    QString id; // a kind or a layout
    QString name, iconName, words;
    bool isLayout = false;
};
QList<PaletteTile> paletteTiles();
Json loadOf(const PaletteTile &tile);

class PaletteTiles final : public QWidget, public PaintedItems {
    Q_OBJECT
public:
    explicit PaletteTiles(QWidget *parent = nullptr);
    void setTiles(const QList<PaletteTile> &tiles);
    const QList<PaletteTile> &tiles() const { return m_tiles; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    int itemCount() const override { return int(m_tiles.size()); }
    QString itemName(int item) const override { return m_tiles.value(item).name; }
    QRect itemRect(int item) const override;
    int currentItem() const override { return m_current; }
    void activateItem(int item) override;
    QAccessible::Role itemRole() const override { return QAccessible::Button; }

Q_SIGNALS:
    void chosen(const audience::ui::PaletteTile &tile);
    void currentMoved(const QRect &place); // to be brought into sight

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void paintTile(QPainter &painter, const QRect &rect, const PaletteTile &tile, bool isLit) const;
    int at(const QPoint &point) const;
    void setCurrent(int item);
    void drag(int item);
    QList<PaletteTile> m_tiles;
    int m_current = 0, m_hovered = -1;
    QPoint m_pressed;
    bool m_isPressed = false;
};

class BlockPalette final : public QWidget {
    Q_OBJECT
public:
    explicit BlockPalette(BlockDesk *desk, QWidget *parent = nullptr);

private:
    void narrow(const QString &words);
    BlockDesk *m_desk;
    QLineEdit *m_words;
    PaletteTiles *m_tiles;
    QLabel *m_nothing;
};

} // namespace audience::ui
