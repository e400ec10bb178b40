// Why a send stands still, in words for a person: what happened, what it means, what to do. Of one that goes on by itself
// and of one that waits for somebody.
#pragma once

#include "service/sending_way.h"
#include "service/views.h"

#include <QString>

namespace audience::ui {

struct Standstill {
    QString title, text;
    QString filter; // of the people to look at, e.g. "bounced"; "": nobody in particular
};

// Empty where nothing holds it up.
Standstill standstillOf(const service::CampaignStatus &status, service::SendingWay way);

} // namespace audience::ui
