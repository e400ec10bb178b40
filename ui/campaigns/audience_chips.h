// The segments of a campaign as chips: who gets it, and after "but not" who does not. A chip opens a list
// to take another segment or to take it out. Shows and asks; the composer keeps the campaign.
#pragma once

#include "base/strong_id.h"
#include "model/campaign.h"
#include "service/views.h"

#include <QStringList>
#include <QWidget>

namespace audience::ui {

class FlowLayout;

class AudienceChips final : public QWidget {
    Q_OBJECT
public:
    explicit AudienceChips(QWidget *parent = nullptr);
    void setSegments(const std::vector<service::SegmentView> &segments) { m_segments = segments; }
    void show(const model::Campaign &campaign);
    void choose(); // asks for the segment that is missing or gone

Q_SIGNALS:
    // The whole of both lists as they should be; the first of `in` is the campaign's segment.
    void changed(const std::vector<audience::SegmentId> &in, const std::vector<audience::SegmentId> &out);

private:
    enum class List { In, Out };
    static QString nameOfChip(List list, int index);
    QWidget *chip(const QString &name) const;
    void addChip(List list, int index);
    void addPlus(List list, const QString &objectName, const QString &words);
    void pick(QWidget *anchor, List list, int index); // index beyond the end: one more
    QString nameOf(SegmentId id) const;
    std::vector<SegmentId> &of(List list) { return list == List::In ? m_in : m_out; }

    std::vector<service::SegmentView> m_segments;
    std::vector<SegmentId> m_in, m_out;
    QStringList m_names; // as shown
    FlowLayout *m_layout;
};

} // namespace audience::ui
