// How the facts of the workspace's ledgers are named where rules look for them: columns by person, and events
// of one dataset. Written by whoever reads the ledgers, read by the condition families.
#pragma once

#include <string>

namespace audience::segment {

// Columns. Of each topic: its state (a word, of everybody), and when and through what it came to be.
inline std::string consentField(const std::string &topic) { return "consent " + topic; }
inline std::string consentTimeField(const std::string &topic) { return "consent time " + topic; }
inline std::string consentSourceField(const std::string &topic) { return "consent source " + topic; }
inline constexpr char kSuppressedField[] = "suppressed"; // the reason; none: not suppressed
inline constexpr char kSuppressedTimeField[] = "suppressed time";
// Whether a person can be emailed about the topic; "": about none in particular.
inline std::string reachableField(const std::string &topic) { return "reachable " + topic; }

// Events: what happened to emails, by the names of model::messageFacts() without "engaged".
inline constexpr char kMessages[] = "messages";
inline constexpr char kMessageField[] = "message"; // whole numbers
inline constexpr char kCampaignField[] = "campaign";
inline constexpr char kTemplateField[] = "template";
inline constexpr char kTopicsField[] = "topics"; // "\nnews\noffers\n"
inline constexpr char kLinkField[] = "link";
inline constexpr char kMachineField[] = "machine";
inline constexpr char kHardField[] = "hard";
inline constexpr char kPracticeField[] = "practice";

} // namespace audience::segment
