// Puts its items in a line and goes on in the next line where they do not fit.
#pragma once

#include <QLayout>
#include <QVector>

namespace audience::ui {

class FlowLayout final : public QLayout {
public:
    explicit FlowLayout(QWidget *parent = nullptr, int spacing = 8, int lineSpacing = -1); // lineSpacing -1: as between items
    ~FlowLayout() override;
    void addItem(QLayoutItem *item) override { m_items.append(item); }
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
    QVector<QLayoutItem *> m_items;
    int m_lineSpacing;
};

} // namespace audience::ui
