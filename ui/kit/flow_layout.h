// Puts its items in a line and goes on in the next line where they do not fit. What is wider than a whole line has that
// line, and as many lines of its own as it says it needs then.
#pragma once

#include <QLayout>
#include <QVector>

namespace audience::ui {

class FlowLayout final : public QLayout {
public:
    explicit FlowLayout(QWidget *parent = nullptr, int spacing = 8, int lineSpacing = -1); // lineSpacing -1: as between items
    ~FlowLayout() override;
    void addItem(QLayoutItem *item) override;
    // Stands behind all others, also those added later, at the far end of its line.
    void setTail(QWidget *tail);
    // Items as wide as the widest of them, and each so much wider, up to `most`, that a line is full.
    void setFilling(int most);
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    void insertWidget(int index, QWidget *widget);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange(QRect(0, 0, width, 0), false); }
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    Qt::Orientations expandingDirections() const override { return {}; }
    void setGeometry(const QRect &rect) override;

private:
    int arrange(const QRect &rect, bool apply) const;
    QSize sizeOf(const QLayoutItem *item, int width) const;
    bool isTail(qsizetype index) const { return m_tail && m_items[index]->widget() == m_tail; }
    QVector<QLayoutItem *> m_items;
    int m_lineSpacing, m_most = 0;
    const QWidget *m_tail = nullptr;
};

} // namespace audience::ui
