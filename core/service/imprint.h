// Who the emails of a workspace come from, as readers, mailbox providers and the law want it said in each: a name
// and a postal address. One per workspace, a setting of its own; templates read it as {{ sender_name }} and
// {{ postal_address }}. A connection's own postal address goes before it. Any thread.
#pragma once

#include "model/email_template.h"
#include "service/views.h"

#include <string>
#include <vector>

namespace audience::service {

class Session;

struct Imprint {
    std::string name, postalAddress; // "": nobody has said it
    friend bool operator==(const Imprint &, const Imprint &) = default;
};

// What is kept; an address nobody has typed here is that of the first connection that has one.
Result<Imprint> imprintOf(Session &session);
// Line breaks and runs of blanks become one blank.
Result<void> saveImprint(Session &session, Imprint imprint);
// Only what differs between the two is changed, and only where nobody else changed it since it was read; gives what is
// kept then. Error "imprint.changed_elsewhere" {theirs}.
Result<Imprint> changeImprint(Session &session, const Imprint &read, const Imprint &wanted);
// What the email shows of the imprint and nobody has filled in: "template.no_sender_name",
// "template.no_postal_address", both errors.
std::vector<FindingView> imprintFindings(const model::EmailTemplate &email, const Imprint &imprint);

} // namespace audience::service
