// What a list of checks shows: as many as there are, under headings, narrowed to those that fail, warn or pass and to words.
// Main thread.
#pragma once

#include "ui/checks/check_item.h"

#include <QAbstractListModel>

#include <array>

namespace audience::ui {

class CheckModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum class Filter { All, Failing, Warning, Passing, Suggested };
    static constexpr int kFilters = 5;
    enum Role { HeadingRole = Qt::UserRole, StateRole };
    using QAbstractListModel::QAbstractListModel;

    // Those of one heading stand together, in the order given.
    void setItems(QVector<CheckItem> items);
    void setFilter(Filter filter);
    void setWords(const QString &words); // in the rule, the column or the heading
    Filter filter() const { return m_filter; }
    qint64 count(Filter filter) const { return m_counts[std::size_t(filter)]; } // whatever the words are
    const QVector<CheckItem> &items() const { return m_items; }
    const CheckItem *itemAt(int row) const; // nothing for a heading
    bool isHeading(int row) const { return row >= 0 && row < m_rows.size() && m_rows[row] < 0; }
    // -1: not shown.
    int rowOf(CheckItem::Kind kind, const std::string &dataset, const QString &id) const;
    int firstOf(const QString &group) const;

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Heading {
        QString name, figure;
    };
    void arrange();
    static bool isOf(const CheckItem &item, Filter filter);
    bool isMeant(const CheckItem &item) const;
    QVector<CheckItem> m_items;
    QVector<int> m_rows; // items; below 0 the heading -1 - n
    QVector<Heading> m_headings;
    std::array<qint64, kFilters> m_counts{};
    Filter m_filter = Filter::All;
    QString m_words;
};

} // namespace audience::ui
