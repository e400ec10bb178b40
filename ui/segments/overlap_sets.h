// What a picture of overlapping sets shows and what is made of it: the open rule, saved segments and sets that two others
// make, with their people, the columns of people who are in just some of them, and the rule behind each. A value; counts
// of combinations come from the columns, so they are exact and there at once.
#pragma once

#include "service/segment_study.h"

#include <QCoreApplication>
#include <QString>
#include <QVector>

#include <optional>

namespace audience::ui {

enum class SetOp { And, Or, Without };

class OverlapSets {
    Q_DECLARE_TR_FUNCTIONS(OverlapSets)
public:
    struct Base {
        qint64 key = 0; // of the saved segment; 0: the rule that is open
        QString name;
        model::RuleNode rule;
    };
    struct Combined {
        qint64 key = 0; // below 0
        SetOp op = SetOp::And;
        qint64 left = 0, right = 0; // keys
        friend bool operator==(const Combined &, const Combined &) = default;
    };
    enum class Order { People, Sets };

    OverlapSets() = default;
    OverlapSets(QVector<Base> bases, const service::SegmentOverlap &overlap);
    void setCombined(const QVector<Combined> &combined); // of sets that stand before them
    void setOrder(Order order);

    // Rows: the base sets, then the combined ones.
    int rows() const { return int(m_bases.size() + m_combined.size()); }
    int bases() const { return int(m_bases.size()); }
    qint64 keyOf(int row) const;
    int rowOf(qint64 key) const; // -1: not there
    QString name(int row) const;
    qint64 people(int row) const;
    bool isCombined(int row) const { return row >= bases(); }
    model::SegmentRule ruleOf(int row) const;
    // What `op` of two rows would be.
    qint64 peopleOf(SetOp op, int left, int right) const;
    QString nameOf(SetOp op, int left, int right) const;

    int columns() const { return int(m_parts.size()); }
    qint64 columnPeople(int column) const { return m_parts[std::size_t(column)].people; }
    bool contains(int row, int column) const;
    QString columnName(int column) const; // "Champions and At risk, in no other"
    model::SegmentRule columnRule(int column) const;
    qint64 outside() const { return m_outside; } // in none
    qint64 highest() const { return m_highest; }

private:
    bool isIn(qint64 key, std::uint32_t mask) const;
    bool isMade(SetOp op, qint64 left, qint64 right, std::uint32_t mask) const;
    template <class Test> qint64 sum(Test test) const;
    const Combined *combinedOf(qint64 key) const;
    QString nameIn(qint64 key) const; // inside another name
    QString nameOfKey(qint64 key) const;
    QString joined(SetOp op, qint64 left, qint64 right) const;
    model::RuleNode nodeOf(qint64 key) const;

    QVector<Base> m_bases;
    QVector<Combined> m_combined;
    std::vector<service::SegmentOverlap::Part> m_parts;
    std::vector<std::int64_t> m_sizes;
    qint64 m_outside = 0, m_highest = 0;
};

} // namespace audience::ui
