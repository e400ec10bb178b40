// What a shop has in the studio after some weeks of work, for pictures: an email with pictures of its own, two further
// languages, a second variant and several versions by two people, saved blocks, and emails that wait for approval or have
// it. Made once in a workspace.
#pragma once

#include "base/result.h"

#include <QString>

namespace audience::gui {

class Stage;

// The ids, as pages open them.
struct SampleEmails {
    QString winBack;  // whoever looks at it wrote its newest version
    QString inReview; // a colleague wrote it and asks
    QString approved;
    QString faulty; // an HTML email with mistakes to find
};

Result<SampleEmails> sampleEmails(Stage &stage);

} // namespace audience::gui
