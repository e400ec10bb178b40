<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>Blocks</name>
    <message numerus="yes">
        <source>%n products</source>
        <translation>
            <numerusform>%n product</numerusform>
            <numerusform>%n products</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BreakdownWords</name>
    <message numerus="yes">
        <source>%n more values</source>
        <translation>
            <numerusform>%n more value</numerusform>
            <numerusform>%n more values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln days ago</source>
        <translation>
            <numerusform>more than %Ln day ago</numerusform>
            <numerusform>more than %Ln days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in the last %Ln days</source>
        <translation>
            <numerusform>in the last day</numerusform>
            <numerusform>in the last %Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 to %Ln days ago</source>
        <translation>
            <numerusform>%1 to %Ln day ago</numerusform>
            <numerusform>%1 to %Ln days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckList</name>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rows were kept out: %Ln checks that must hold failed for them.</source>
        <translation>
            <numerusform>Rows were kept out: a check that must hold failed for them.</numerusform>
            <numerusform>Rows were kept out: %Ln checks that must hold failed for them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln rows ahead of now</source>
        <translation>
            <numerusform>%1, %Ln row ahead of now</numerusform>
            <numerusform>%1, %Ln rows ahead of now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ControlWords</name>
    <message numerus="yes">
        <source>With fewer than %n people in a group nothing can be told.</source>
        <translation>
            <numerusform>With fewer than %n person in a group nothing can be told.</numerusform>
            <numerusform>With fewer than %n people in a group nothing can be told.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All purchases within %n days of the start, whether or not they followed a click.</source>
        <translation>
            <numerusform>All purchases within %n day of the start, whether or not they followed a click.</numerusform>
            <numerusform>All purchases within %n days of the start, whether or not they followed a click.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CornerWords</name>
    <message numerus="yes">
        <source>%Ln sign-ups are about to be asked for a confirmation.</source>
        <translation>
            <numerusform>%Ln sign-up is about to be asked for a confirmation.</numerusform>
            <numerusform>%Ln sign-ups are about to be asked for a confirmation.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln were asked by email to confirm; they have seven days.</source>
        <translation>
            <numerusform>%Ln was asked by email to confirm; they have seven days.</numerusform>
            <numerusform>%Ln were asked by email to confirm; they have seven days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln are confirmed and wait for a list of people to join.</source>
        <translation>
            <numerusform>%Ln is confirmed and waits for a list of people to join.</numerusform>
            <numerusform>%Ln are confirmed and wait for a list of people to join.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln are part of your data.</source>
        <translation>
            <numerusform>%Ln is part of your data.</numerusform>
            <numerusform>%Ln are part of your data.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln were kept aside.</source>
        <translation>
            <numerusform>%Ln was kept aside.</numerusform>
            <numerusform>%Ln were kept aside.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln were not confirmed in time and are forgotten.</source>
        <translation>
            <numerusform>%Ln was not confirmed in time and is forgotten.</numerusform>
            <numerusform>%Ln were not confirmed in time and are forgotten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DataFilters</name>
    <message numerus="yes">
        <source>%1 in the last %n days</source>
        <translation>
            <numerusform>%1 in the last day</numerusform>
            <numerusform>%1 in the last %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 not in the last %n days</source>
        <translation>
            <numerusform>%1 not in the last day</numerusform>
            <numerusform>%1 not in the last %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n values above 110</source>
        <translation>
            <numerusform>%n value above 110</numerusform>
            <numerusform>%n values above 110</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n values below zero</source>
        <translation>
            <numerusform>%n value below zero</numerusform>
            <numerusform>%n values below zero</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are no email addresses</source>
        <translation>
            <numerusform>%n is no email address</numerusform>
            <numerusform>%n are no email addresses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows share an address</source>
        <translation>
            <numerusform>%n row shares an address</numerusform>
            <numerusform>%n rows share an address</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n have no address</source>
        <translation>
            <numerusform>%n has no address</numerusform>
            <numerusform>%n have no address</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n did not say</source>
        <translation>
            <numerusform>%n did not say</numerusform>
            <numerusform>%n did not say</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dates in the future</source>
        <translation>
            <numerusform>%n date in the future</numerusform>
            <numerusform>%n dates in the future</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows point at nothing</source>
        <translation>
            <numerusform>%n row points at nothing</numerusform>
            <numerusform>%n rows point at nothing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are no numbers</source>
        <translation>
            <numerusform>%n is no number</numerusform>
            <numerusform>%n are no numbers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n with a blank at an end</source>
        <translation>
            <numerusform>%n with a blank at an end</numerusform>
            <numerusform>%n with a blank at an end</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n are spelled differently</source>
        <translation>
            <numerusform>%n is spelled differently</numerusform>
            <numerusform>%n are spelled differently</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows are empty</source>
        <translation>
            <numerusform>%n row is empty</numerusform>
            <numerusform>%n rows are empty</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Definition</name>
    <message numerus="yes">
        <source>within %n days of the last opening</source>
        <translation>
            <numerusform>within a day of the last opening</numerusform>
            <numerusform>within %n days of the last opening</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>within %n days of the last click</source>
        <translation>
            <numerusform>within a day of the last click</numerusform>
            <numerusform>within %n days of the last click</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GroupWords</name>
    <message numerus="yes">
        <source>%1, about %n purchases</source>
        <translation>
            <numerusform>%1, about %n purchase</numerusform>
            <numerusform>%1, about %n purchases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PlanVersions</name>
    <message numerus="yes">
        <source>Every %n minutes</source>
        <translation>
            <numerusform>Every minute</numerusform>
            <numerusform>Every %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n seconds</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecompiledWords</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Remarks</name>
    <message numerus="yes">
        <source>%Ln emails of %1 may not have gone out</source>
        <translation>
            <numerusform>%Ln email of %1 may not have gone out</numerusform>
            <numerusform>%Ln emails of %1 may not have gone out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reports</name>
    <message numerus="yes">
        <source>Started %1 · %Ln people in the audience</source>
        <translation>
            <numerusform>Started %1 · %Ln person in the audience</numerusform>
            <numerusform>Started %1 · %Ln people in the audience</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln purchases</source>
        <translation>
            <numerusform>%Ln purchase</numerusform>
            <numerusform>%Ln purchases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Results</name>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message numerus="yes">
        <source>%Ln values of &quot;{column}&quot; say neither yes nor no (for example &quot;{example}&quot;); no consent was recorded for them.</source>
        <translation>
            <numerusform>%Ln value of &quot;{column}&quot; says neither yes nor no (for example &quot;{example}&quot;); no consent was recorded for it.</numerusform>
            <numerusform>%Ln values of &quot;{column}&quot; say neither yes nor no (for example &quot;{example}&quot;); no consent was recorded for them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln values of &quot;{column}&quot; are no {type} (less than 1 %); their rows are rejected, set the type to text to keep them.</source>
        <translation>
            <numerusform>%Ln value of &quot;{column}&quot; is no {type} (less than 1 %); its row is rejected, set the type to text to keep it.</numerusform>
            <numerusform>%Ln values of &quot;{column}&quot; are no {type} (less than 1 %); their rows are rejected, set the type to text to keep them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows are about the same as an earlier row and replaced it (the first is &quot;{key}&quot; in row {row}).</source>
        <translation>
            <numerusform>%Ln row is about the same as an earlier row and replaced it (&quot;{key}&quot; in row {row}).</numerusform>
            <numerusform>%Ln rows are about the same as an earlier row and replaced it (the first is &quot;{key}&quot; in row {row}).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows above the header were skipped as titles.</source>
        <translation>
            <numerusform>%Ln row above the header was skipped as a title.</numerusform>
            <numerusform>%Ln rows above the header were skipped as titles.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows were rejected and at most {limit} were allowed (the first is row {row}: {reason}); nothing was imported.</source>
        <translation>
            <numerusform>%Ln row was rejected and at most {limit} were allowed (row {row}: {reason}); nothing was imported.</numerusform>
            <numerusform>%Ln rows were rejected and at most {limit} were allowed (the first is row {row}: {reason}); nothing was imported.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln checks of {dataset} failed; look at them with &quot;audiencectl data check {dataset}&quot; or on the page Data.</source>
        <translation>
            <numerusform>%Ln check of {dataset} failed; look at it with &quot;audiencectl data check {dataset}&quot; or on the page Data.</numerusform>
            <numerusform>%Ln checks of {dataset} failed; look at them with &quot;audiencectl data check {dataset}&quot; or on the page Data.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The rows did not come in, and {dataset} is as it was: %Ln checks that must hold fail, the first one for {column} ({rows} rows). Look at &quot;audiencectl data check {dataset}&quot;, then correct the source or let the check only warn.</source>
        <translation>
            <numerusform>The rows did not come in, and {dataset} is as it was: %Ln check that must hold fails, the first one for {column} ({rows} rows). Look at &quot;audiencectl data check {dataset}&quot;, then correct the source or let the check only warn.</numerusform>
            <numerusform>The rows did not come in, and {dataset} is as it was: %Ln checks that must hold fail, the first one for {column} ({rows} rows). Look at &quot;audiencectl data check {dataset}&quot;, then correct the source or let the check only warn.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows have &quot;{value}&quot; as {column}, which stands for nothing; averages and groups count it.</source>
        <translation>
            <numerusform>%Ln row has &quot;{value}&quot; as {column}, which stands for nothing; averages and groups count it.</numerusform>
            <numerusform>%Ln rows have &quot;{value}&quot; as {column}, which stands for nothing; averages and groups count it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows of {dataset} are there twice, the same in every column.</source>
        <translation>
            <numerusform>%Ln row of {dataset} is there twice, the same in every column.</numerusform>
            <numerusform>%Ln rows of {dataset} are there twice, the same in every column.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln values of {per} belong to more than one {column}; one {per} does not tell who or what it is about.</source>
        <translation>
            <numerusform>%Ln value of {per} belongs to more than one {column}; one {per} does not tell who or what it is about.</numerusform>
            <numerusform>%Ln values of {per} belong to more than one {column}; one {per} does not tell who or what it is about.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows have a {column} that is no {other_column} of {other}, for example {value}.</source>
        <translation>
            <numerusform>%Ln row has a {column} that is no {other_column} of {other}, for example {value}.</numerusform>
            <numerusform>%Ln rows have a {column} that is no {other_column} of {other}, for example {value}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows have a {column} that is not in {other} ({number} different): {values}.</source>
        <translation>
            <numerusform>%Ln row has a {column} that is not in {other} ({number} different): {values}.</numerusform>
            <numerusform>%Ln rows have a {column} that is not in {other} ({number} different): {values}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln rows {column} is above 110, probably a birth year.</source>
        <translation>
            <numerusform>In one row {column} is above 110, probably a birth year.</numerusform>
            <numerusform>In %Ln rows {column} is above 110, probably a birth year.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln rows {column} is below zero, though nothing that is counted can be.</source>
        <translation>
            <numerusform>In one row {column} is below zero, though nothing that is counted can be.</numerusform>
            <numerusform>In %Ln rows {column} is below zero, though nothing that is counted can be.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln rows {column} has a blank at an end, so rules that compare whole words miss them.</source>
        <translation>
            <numerusform>In one row {column} has a blank at an end, so rules that compare whole words miss it.</numerusform>
            <numerusform>In %Ln rows {column} has a blank at an end, so rules that compare whole words miss them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows do not say in {column} whether they may be written to, so they are kept back.</source>
        <translation>
            <numerusform>One row does not say in {column} whether it may be written to, so it is kept back.</numerusform>
            <numerusform>%Ln rows do not say in {column} whether they may be written to, so they are kept back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln rows {column} is no email address; no campaign goes to them.</source>
        <translation>
            <numerusform>In one row {column} is no email address; no campaign goes to it.</numerusform>
            <numerusform>In %Ln rows {column} is no email address; no campaign goes to them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln rows {column} is empty; no campaign goes to them.</source>
        <translation>
            <numerusform>In one row {column} is empty; no campaign goes to it.</numerusform>
            <numerusform>In %Ln rows {column} is empty; no campaign goes to them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln rows {column} is that of another row; a campaign writes to each address once.</source>
        <translation>
            <numerusform>In one row {column} is that of another row; a campaign writes to each address once.</numerusform>
            <numerusform>In %Ln rows {column} is that of another row; a campaign writes to each address once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln rows {column} lies in the future; day and month may be swapped.</source>
        <translation>
            <numerusform>In one row {column} lies in the future; day and month may be swapped.</numerusform>
            <numerusform>In %Ln rows {column} lies in the future; day and month may be swapped.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln rows {column} is no number, although the others are.</source>
        <translation>
            <numerusform>In one row {column} is no number, although the others are.</numerusform>
            <numerusform>In %Ln rows {column} is no number, although the others are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows spell {column} in another way than most, in case or blanks.</source>
        <translation>
            <numerusform>One row spells {column} in another way than most, in case or blanks.</numerusform>
            <numerusform>%Ln rows spell {column} in another way than most, in case or blanks.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln rows {column} is not in {other}, which may be older than these rows.</source>
        <translation>
            <numerusform>In one row {column} is not in {other}, which may be older than this row.</numerusform>
            <numerusform>In %Ln rows {column} is not in {other}, which may be older than these rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln rows of {dataset} {column} lies ahead of now; they do not count as new. Correct them where they come from.</source>
        <translation>
            <numerusform>In one row of {dataset} {column} lies ahead of now; it does not count as new. Correct it where it comes from.</numerusform>
            <numerusform>In %Ln rows of {dataset} {column} lies ahead of now; they do not count as new. Correct them where they come from.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SourceWords</name>
    <message numerus="yes">
        <source>%n can be read.</source>
        <translation>
            <numerusform>%n can be read.</numerusform>
            <numerusform>%n can be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncWords</name>
    <message numerus="yes">
        <source>%n minutes ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hours ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n minutes</source>
        <translation>
            <numerusform>in %n minute</numerusform>
            <numerusform>in %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Today</name>
    <message numerus="yes">
        <source>%Ln emails of %1 may not have gone out</source>
        <translation>
            <numerusform>%Ln email of %1 may not have gone out</numerusform>
            <numerusform>%Ln emails of %1 may not have gone out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people are still to get it</source>
        <translation>
            <numerusform>%Ln person is still to get it</numerusform>
            <numerusform>%Ln people are still to get it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln values of %1 are above 110</source>
        <translation>
            <numerusform>%Ln value of %1 is above 110</numerusform>
            <numerusform>%Ln values of %1 are above 110</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln values of %1 are below zero</source>
        <translation>
            <numerusform>%Ln value of %1 is below zero</numerusform>
            <numerusform>%Ln values of %1 are below zero</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people share an address</source>
        <translation>
            <numerusform>%Ln person shares an address</numerusform>
            <numerusform>%Ln people share an address</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln values of %1 lie in the future</source>
        <translation>
            <numerusform>%Ln value of %1 lies in the future</numerusform>
            <numerusform>%Ln values of %1 lie in the future</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln values of %1 are not in %2</source>
        <translation>
            <numerusform>%Ln value of %1 is not in %2</numerusform>
            <numerusform>%Ln values of %1 are not in %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln emails went out after this backup was made</source>
        <translation>
            <numerusform>%Ln email went out after this backup was made</numerusform>
            <numerusform>%Ln emails went out after this backup was made</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 went to %Ln people</source>
        <translation>
            <numerusform>%1 went to %Ln person</numerusform>
            <numerusform>%1 went to %Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows of %1 came in</source>
        <translation>
            <numerusform>%Ln row of %1 came in</numerusform>
            <numerusform>%Ln rows of %1 came in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %Ln rows were not taken</source>
        <translation>
            <numerusform>%1 · %Ln row was not taken</numerusform>
            <numerusform>%1 · %Ln rows were not taken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln imports came in</source>
        <translation>
            <numerusform>%Ln import came in</numerusform>
            <numerusform>%Ln imports came in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows: %1</source>
        <translation>
            <numerusform>%Ln row: %1</numerusform>
            <numerusform>%Ln rows: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 grew by %Ln people</source>
        <translation>
            <numerusform>%1 grew by %Ln person</numerusform>
            <numerusform>%1 grew by %Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 shrank by %Ln people</source>
        <translation>
            <numerusform>%1 shrank by %Ln person</numerusform>
            <numerusform>%1 shrank by %Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people chosen</source>
        <translation>
            <numerusform>%Ln person chosen</numerusform>
            <numerusform>%Ln people chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln email addresses are not valid</source>
        <translation>
            <numerusform>%Ln email address is not valid</numerusform>
            <numerusform>%Ln email addresses are not valid</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln events lie in the future</source>
        <translation>
            <numerusform>%Ln event lies in the future</numerusform>
            <numerusform>%Ln events lie in the future</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more wait for your approval</source>
        <translation>
            <numerusform>%Ln more waits for your approval</numerusform>
            <numerusform>%Ln more wait for your approval</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::gui::Workbench</name>
    <message numerus="yes">
        <source>%n things you wrote and did not save are still here.</source>
        <translation>
            <numerusform>%n thing you wrote and did not save is still here.</numerusform>
            <numerusform>%n things you wrote and did not save are still here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Keep %n pictures for your emails</source>
        <translation>
            <numerusform>Keep %n picture for your emails</numerusform>
            <numerusform>Keep %n pictures for your emails</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::AccountCard</name>
    <message numerus="yes">
        <source>Up to %n emails a second.</source>
        <translation>
            <numerusform>Up to %n email a second.</numerusform>
            <numerusform>Up to %n emails a second.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::AmazonBlockedCard</name>
    <message numerus="yes">
        <source>Of %n blocked ones nobody here knows the address any more, so Amazon could not be told.</source>
        <translation>
            <numerusform>Of %n blocked one nobody here knows the address any more, so Amazon could not be told.</numerusform>
            <numerusform>Of %n blocked ones nobody here knows the address any more, so Amazon could not be told.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Amazon was told of %n addresses</source>
        <translation>
            <numerusform>Amazon was told of %n address</numerusform>
            <numerusform>Amazon was told of %n addresses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n addresses are blocked here that were not before</source>
        <translation>
            <numerusform>%n address is blocked here that was not before</numerusform>
            <numerusform>%n addresses are blocked here that were not before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n on Amazon&apos;s list</source>
        <translation>
            <numerusform>%n on Amazon&apos;s list</numerusform>
            <numerusform>%n on Amazon&apos;s list</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new here</source>
        <translation>
            <numerusform>%n new here</numerusform>
            <numerusform>%n new here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n blocked only here</source>
        <translation>
            <numerusform>%n blocked only here</numerusform>
            <numerusform>%n blocked only here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n told to Amazon</source>
        <translation>
            <numerusform>%n told to Amazon</numerusform>
            <numerusform>%n told to Amazon</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::AmazonTopicsCard</name>
    <message numerus="yes">
        <source>People who leave through Amazon&apos;s page choose there what they still want. Tie a topic to one of Amazon&apos;s list, and their answer comes back as consent. Amazon keeps at most %n topics.</source>
        <translation>
            <numerusform>People who leave through Amazon&apos;s page choose there what they still want. Tie a topic to one of Amazon&apos;s list, and their answer comes back as consent. Amazon keeps at most %n topic.</numerusform>
            <numerusform>People who leave through Amazon&apos;s page choose there what they still want. Tie a topic to one of Amazon&apos;s list, and their answer comes back as consent. Amazon keeps at most %n topics.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 was looked at %2: it has %n topics.</source>
        <translation>
            <numerusform>%1 was looked at %2: it has %n topic.</numerusform>
            <numerusform>%1 was looked at %2: it has %n topics.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 was brought up to date %2: %n topics were added.</source>
        <translation>
            <numerusform>%1 was brought up to date %2: %n topic was added.</numerusform>
            <numerusform>%1 was brought up to date %2: %n topics were added.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::AssetDetail</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::AssetLibrary</name>
    <message numerus="yes">
        <source>Adding %n pictures…</source>
        <translation>
            <numerusform>Adding %n picture…</numerusform>
            <numerusform>Adding %n pictures…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pictures were not added</source>
        <translation>
            <numerusform>%n picture was not added</numerusform>
            <numerusform>%n pictures were not added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>So it is with %n more.</source>
        <translation>
            <numerusform>So it is with %n more.</numerusform>
            <numerusform>So it is with %n more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::BehaviourCard</name>
    <message numerus="yes">
        <source>%Ln openings</source>
        <translation>
            <numerusform>%Ln opening</numerusform>
            <numerusform>%Ln openings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::BlockedSection</name>
    <message numerus="yes">
        <source>%n addresses</source>
        <translation>
            <numerusform>%n address</numerusform>
            <numerusform>%n addresses</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n addresses were blocked; the others were blocked already.</source>
        <translation>
            <numerusform>%n address was blocked; the others were blocked already.</numerusform>
            <numerusform>%n addresses were blocked; the others were blocked already.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::BounceCard</name>
    <message numerus="yes">
        <source>and %n other reasons</source>
        <translation>
            <numerusform>and %n other reason</numerusform>
            <numerusform>and %n other reasons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n other domains</source>
        <translation>
            <numerusform>and %n other domain</numerusform>
            <numerusform>and %n other domains</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::BrandPanel</name>
    <message numerus="yes">
        <source>Saving changes %n templates.</source>
        <translation>
            <numerusform>Saving changes %n template.</numerusform>
            <numerusform>Saving changes %n templates.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The brand is saved, with %n templates</source>
        <translation>
            <numerusform>The brand is saved, with %n template</numerusform>
            <numerusform>The brand is saved, with %n templates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::CampaignList</name>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::CampaignsPage</name>
    <message numerus="yes">
        <source>Stop, %Ln will not get it</source>
        <translation>
            <numerusform>Stop, %Ln will not get it</numerusform>
            <numerusform>Stop, %Ln will not get it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send to %Ln people now</source>
        <translation>
            <numerusform>Send to %Ln person now</numerusform>
            <numerusform>Send to %Ln people now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Practise with %Ln people</source>
        <translation>
            <numerusform>Practise with %Ln person</numerusform>
            <numerusform>Practise with %Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send to %Ln people</source>
        <translation>
            <numerusform>Send to %Ln person</numerusform>
            <numerusform>Send to %Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln counted as sent, on your word</source>
        <translation>
            <numerusform>%Ln counted as sent, on your word</numerusform>
            <numerusform>%Ln counted as sent, on your word</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln go out again</source>
        <translation>
            <numerusform>%Ln goes out again</numerusform>
            <numerusform>%Ln go out again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people written to %1</source>
        <translation>
            <numerusform>%Ln person written to %1</numerusform>
            <numerusform>%Ln people written to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This hands %Ln emails to Amazon in a minute. Until then you can take it back.</source>
        <translation>
            <numerusform>This hands %Ln email to Amazon in a minute. Until then you can take it back.</numerusform>
            <numerusform>This hands %Ln emails to Amazon in a minute. Until then you can take it back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This hands %Ln emails to your mail server in a minute. Until then you can take it back.</source>
        <translation>
            <numerusform>This hands %Ln email to your mail server in a minute. Until then you can take it back.</numerusform>
            <numerusform>This hands %Ln emails to your mail server in a minute. Until then you can take it back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::CheckDesk</name>
    <message numerus="yes">
        <source>%n checks are kept and run whenever rows come in.</source>
        <translation>
            <numerusform>%n check is kept and runs whenever rows come in.</numerusform>
            <numerusform>%n checks are kept and run whenever rows come in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n checks came over</source>
        <translation>
            <numerusform>One check came over</numerusform>
            <numerusform>%n checks came over</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n were there already</source>
        <translation>
            <numerusform>%1, one was there already</numerusform>
            <numerusform>%1, %n were there already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n could not be taken over</source>
        <translation>
            <numerusform>%1, one could not be taken over</numerusform>
            <numerusform>%1, %n could not be taken over</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %n more lists likewise.</source>
        <translation>
            <numerusform>Of one more list likewise.</numerusform>
            <numerusform>Of %n more lists likewise.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::CheckPanel</name>
    <message numerus="yes">
        <source>The last %n runs</source>
        <translation>
            <numerusform>The last run</numerusform>
            <numerusform>The last %n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>How it stood in the last %n runs: %1</source>
        <translation>
            <numerusform>How it stood in the last run: %1</numerusform>
            <numerusform>How it stood in the last %n runs: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::ChecksView</name>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::ChoiceCurve</name>
    <message numerus="yes">
        <source>%1 of %n groups: %2, shown</source>
        <translation>
            <numerusform>%1 of %n group: %2, shown</numerusform>
            <numerusform>%1 of %n groups: %2, shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n groups: %2</source>
        <translation>
            <numerusform>%1 of %n group: %2</numerusform>
            <numerusform>%1 of %n groups: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::ClickMapCard</name>
    <message numerus="yes">
        <source>%Ln people clicked; the shares are of them.</source>
        <translation>
            <numerusform>%Ln person clicked; the shares are of this person.</numerusform>
            <numerusform>%Ln people clicked; the shares are of them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %Ln emails only programs followed links; those do not count.</source>
        <translation>
            <numerusform>In %Ln email only programs followed links; it does not count.</numerusform>
            <numerusform>In %Ln emails only programs followed links; those do not count.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::ComposerView</name>
    <message numerus="yes">
        <source>%Ln emails</source>
        <translation>
            <numerusform>%Ln email</numerusform>
            <numerusform>%Ln emails</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::ContactSheet</name>
    <message numerus="yes">
        <source>%Ln findings</source>
        <translation>
            <numerusform>%Ln finding</numerusform>
            <numerusform>%Ln findings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::CornerPanel</name>
    <message numerus="yes">
        <source>%n messages were read</source>
        <translation>
            <numerusform>%n message was read</numerusform>
            <numerusform>%n messages were read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are part of your data now</source>
        <translation>
            <numerusform>%n of them is part of your data now</numerusform>
            <numerusform>%n of them are part of your data now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::DataPage</name>
    <message numerus="yes">
        <source>%n columns</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::DefinitionListModel</name>
    <message numerus="yes">
        <source>Folder %1, %Ln entries</source>
        <translation>
            <numerusform>Folder %1, %Ln entry</numerusform>
            <numerusform>Folder %1, %Ln entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::DefinitionPage</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::DefinitionsSection</name>
    <message numerus="yes">
        <source>%Ln days</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln times</source>
        <translation>
            <numerusform>%Ln time</numerusform>
            <numerusform>%Ln times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::DifferenceView</name>
    <message numerus="yes">
        <source>and %Ln more changes</source>
        <translation>
            <numerusform>and %Ln more change</numerusform>
            <numerusform>and %Ln more changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more lines</source>
        <translation>
            <numerusform>and %Ln more line</numerusform>
            <numerusform>and %Ln more lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::EmailFoot</name>
    <message numerus="yes">
        <source>%n checks passed</source>
        <translation>
            <numerusform>%n check passed</numerusform>
            <numerusform>%n checks passed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to look at</source>
        <translation>
            <numerusform>%n to look at</numerusform>
            <numerusform>%n to look at</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::EmailSide</name>
    <message numerus="yes">
        <source>%Ln lack it, covered</source>
        <translation>
            <numerusform>%Ln lacks it, covered</numerusform>
            <numerusform>%Ln lack it, covered</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lack it</source>
        <translation>
            <numerusform>%Ln lacks it</numerusform>
            <numerusform>%Ln lack it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::EventRulesSection</name>
    <message numerus="yes">
        <source>%n openings taken out</source>
        <translation>
            <numerusform>%n opening taken out</numerusform>
            <numerusform>%n openings taken out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n clicks taken out</source>
        <translation>
            <numerusform>%n click taken out</numerusform>
            <numerusform>%n clicks taken out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::FieldPeekPanel</name>
    <message numerus="yes">
        <source>%Ln different values</source>
        <translation>
            <numerusform>%Ln different value</numerusform>
            <numerusform>%Ln different values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::FindBar</name>
    <message numerus="yes">
        <source>%1 of %Ln rows</source>
        <translation>
            <numerusform>%1 of %Ln row</numerusform>
            <numerusform>%1 of %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::FlowView</name>
    <message numerus="yes">
        <source>%n people stayed in %1</source>
        <translation>
            <numerusform>%n person stayed in %1</numerusform>
            <numerusform>%n people stayed in %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people went from %1 to %2</source>
        <translation>
            <numerusform>%n person went from %1 to %2</numerusform>
            <numerusform>%n people went from %1 to %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::HandoverPanel</name>
    <message numerus="yes">
        <source>Sending is back here. %Ln campaigns are drafts again.</source>
        <translation>
            <numerusform>Sending is back here. %Ln campaign is a draft again.</numerusform>
            <numerusform>Sending is back here. %Ln campaigns are drafts again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::HistoryChart</name>
    <message numerus="yes">
        <source>%1: %n people</source>
        <translation>
            <numerusform>%1: %n person</numerusform>
            <numerusform>%1: %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::HistoryPanel</name>
    <message numerus="yes">
        <source>At most %Ln other segments can be shown at once; the first of those chosen are.</source>
        <translation>
            <numerusform>At most %Ln other segment can be shown at once; the first of those chosen is.</numerusform>
            <numerusform>At most %Ln other segments can be shown at once; the first of those chosen are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::ImportAfter</name>
    <message numerus="yes">
        <source>%n people are in the workspace</source>
        <translation>
            <numerusform>%n person is in the workspace</numerusform>
            <numerusform>%n people are in the workspace</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows are in the workspace</source>
        <translation>
            <numerusform>%n row is in the workspace</numerusform>
            <numerusform>%n rows are in the workspace</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n duplicates</source>
        <translation>
            <numerusform>%n duplicate</numerusform>
            <numerusform>%n duplicates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them belong to people you know</source>
        <translation>
            <numerusform>%Ln of them belongs to people you know</numerusform>
            <numerusform>%Ln of them belong to people you know</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::ImportQuestions</name>
    <message numerus="yes">
        <source>%Ln rows</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::ImportView</name>
    <message numerus="yes">
        <source>Keep %n people</source>
        <translation>
            <numerusform>Keep %n person</numerusform>
            <numerusform>Keep %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n columns</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::JobTray</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::ListsCard</name>
    <message numerus="yes">
        <source>%Ln people found</source>
        <translation>
            <numerusform>%Ln person found</numerusform>
            <numerusform>%Ln people found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries belong to nobody</source>
        <translation>
            <numerusform>%Ln entry belongs to nobody</numerusform>
            <numerusform>%Ln entries belong to nobody</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln repeated</source>
        <translation>
            <numerusform>%Ln repeated</numerusform>
            <numerusform>%Ln repeated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people are kept as &quot;%1&quot;</source>
        <translation>
            <numerusform>%Ln person is kept as &quot;%1&quot;</numerusform>
            <numerusform>%Ln people are kept as &quot;%1&quot;</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::MeaningPane</name>
    <message numerus="yes">
        <source>Takes about %n seconds at that speed.</source>
        <translation>
            <numerusform>Takes about %n second at that speed.</numerusform>
            <numerusform>Takes about %n seconds at that speed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Takes about %n minutes at that speed.</source>
        <translation>
            <numerusform>Takes about %n minute at that speed.</numerusform>
            <numerusform>Takes about %n minutes at that speed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>From %n similar sends, the newest first: %1 to %2 open, %3 to %4 click, %5 to %6 unsubscribe. Four of five keep within that.</source>
        <translation>
            <numerusform>From %n similar send: %1 to %2 open, %3 to %4 click, %5 to %6 unsubscribe. Four of five keep within that.</numerusform>
            <numerusform>From %n similar sends, the newest first: %1 to %2 open, %3 to %4 click, %5 to %6 unsubscribe. Four of five keep within that.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::MemberOpener</name>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows saved as %1.</source>
        <translation>
            <numerusform>%Ln row saved as %1.</numerusform>
            <numerusform>%Ln rows saved as %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::MembersPanel</name>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people written to %1</source>
        <translation>
            <numerusform>%Ln person written to %1</numerusform>
            <numerusform>%Ln people written to %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n of them</source>
        <translation>
            <numerusform>The only one</numerusform>
            <numerusform>All %n of them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n, as %1 gives them</source>
        <translation>
            <numerusform>The first one, as %1 gives it</numerusform>
            <numerusform>The first %n, as %1 gives them</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::MonitorBoard</name>
    <message numerus="yes">
        <source>%Ln emails, %1 before. </source>
        <translation>
            <numerusform>%Ln email, %1 before. </numerusform>
            <numerusform>%Ln emails, %1 before. </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 from %Ln purchases, %2 before. Open to see who bought.</source>
        <translation>
            <numerusform>%1 from %Ln purchase, %2 before. Open to see who bought.</numerusform>
            <numerusform>%1 from %Ln purchases, %2 before. Open to see who bought.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln emails were opened by machines only, such as scanners of links; they are not counted.</source>
        <translation>
            <numerusform>%Ln email was opened by machines only, such as scanners of links; it is not counted.</numerusform>
            <numerusform>%Ln emails were opened by machines only, such as scanners of links; they are not counted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln others went through your mail server, which reports nothing back</source>
        <translation>
            <numerusform>%1 and %Ln other went through your mail server, which reports nothing back</numerusform>
            <numerusform>%1 and %Ln others went through your mail server, which reports nothing back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln campaigns do not count who opens or clicks</source>
        <translation>
            <numerusform>%Ln campaign does not count who opens or clicks</numerusform>
            <numerusform>%Ln campaigns do not count who opens or clicks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::MonitorPage</name>
    <message numerus="yes">
        <source>Last %n days</source>
        <translation>
            <numerusform>Last day</numerusform>
            <numerusform>Last %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>So far, against as much of the %n days before</source>
        <translation>
            <numerusform>So far, against as much of the %n day before</numerusform>
            <numerusform>So far, against as much of the %n days before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Against the %n days before</source>
        <translation>
            <numerusform>Against the %n day before</numerusform>
            <numerusform>Against the %n days before</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::OverlapPanel</name>
    <message numerus="yes">
        <source>%Ln people are in none of these.</source>
        <translation>
            <numerusform>%Ln person is in none of these.</numerusform>
            <numerusform>%Ln people are in none of these.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln segments can be compared at once. Take one out first.</source>
        <translation>
            <numerusform>At most %Ln segment can be compared at once. Take one out first.</numerusform>
            <numerusform>At most %Ln segments can be compared at once. Take one out first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::OverlapPlot</name>
    <message numerus="yes">
        <source>%1: %Ln people</source>
        <translation>
            <numerusform>%1: %Ln person</numerusform>
            <numerusform>%1: %Ln people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::PeopleOpener</name>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 times, by %Ln different people</source>
        <translation>
            <numerusform>%1 times, by %Ln person</numerusform>
            <numerusform>%1 times, by %Ln different people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows saved as %1.</source>
        <translation>
            <numerusform>%Ln row saved as %1.</numerusform>
            <numerusform>%Ln rows saved as %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::PeriodPicker</name>
    <message numerus="yes">
        <source>Last %n days</source>
        <translation>
            <numerusform>Last day</numerusform>
            <numerusform>Last %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::PlanColumns</name>
    <message numerus="yes">
        <source>%1, %n places</source>
        <translation>
            <numerusform>%1, %n place</numerusform>
            <numerusform>%1, %n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::PlanForm</name>
    <message numerus="yes">
        <source>Every %n minutes</source>
        <translation>
            <numerusform>Every minute</numerusform>
            <numerusform>Every %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::PlanOptions</name>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hours</source>
        <translation>
            <numerusform>%Ln hour</numerusform>
            <numerusform>%Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln emails</source>
        <translation>
            <numerusform>%Ln email</numerusform>
            <numerusform>%Ln emails</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::PressurePane</name>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %1 emails in %n days; the later one is kept back</source>
        <translation>
            <numerusform>At most %1 emails in %n day; the later one is kept back</numerusform>
            <numerusform>At most %1 emails in %n days; the later one is kept back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>get something in the next %n days</source>
        <translation>
            <numerusform>get something in the next %n day</numerusform>
            <numerusform>get something in the next %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln emails</source>
        <translation>
            <numerusform>%Ln email</numerusform>
            <numerusform>%Ln emails</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them do not get %1</source>
        <translation>
            <numerusform>%Ln of them does not get %1</numerusform>
            <numerusform>%Ln of them do not get %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Two emails within %n hours. No limit is set, so they get both.</source>
        <translation>
            <numerusform>Two emails within %n hour. No limit is set, so they get both.</numerusform>
            <numerusform>Two emails within %n hours. No limit is set, so they get both.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::QueryView</name>
    <message numerus="yes">
        <source>The first %n rows</source>
        <translation>
            <numerusform>The first row</numerusform>
            <numerusform>The first %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::ReachPanel</name>
    <message numerus="yes">
        <source>%n weeks ago: %1</source>
        <translation>
            <numerusform>%n week ago: %1</numerusform>
            <numerusform>%n weeks ago: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::RemotePane</name>
    <message numerus="yes">
        <source>All %n rows.</source>
        <translation>
            <numerusform>The only row.</numerusform>
            <numerusform>All %n rows.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The first %n rows that came.</source>
        <translation>
            <numerusform>The first row that came.</numerusform>
            <numerusform>The first %n rows that came.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::RowPanel</name>
    <message numerus="yes">
        <source>and %n more columns</source>
        <translation>
            <numerusform>and %n more column</numerusform>
            <numerusform>and %n more columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::RowsActions</name>
    <message numerus="yes">
        <source>A segment of the %n people selected</source>
        <translation>
            <numerusform>A segment of the %n person selected</numerusform>
            <numerusform>A segment of the %n people selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::RowsFoot</name>
    <message numerus="yes">
        <source>%n columns hidden</source>
        <translation>
            <numerusform>%n column hidden</numerusform>
            <numerusform>%n columns hidden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sum %1 · mean %2 · %n values</source>
        <translation>
            <numerusform>Sum %1 · mean %2 · %n value</numerusform>
            <numerusform>Sum %1 · mean %2 · %n values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::RowsPane</name>
    <message numerus="yes">
        <source>Copied %n rows.</source>
        <translation>
            <numerusform>Copied %n row.</numerusform>
            <numerusform>Copied %n rows.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::SafetyCard</name>
    <message numerus="yes">
        <source>%Ln people in all are never emailed</source>
        <translation>
            <numerusform>%Ln person in all is never emailed</numerusform>
            <numerusform>%Ln people in all are never emailed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::SavedBlocks</name>
    <message numerus="yes">
        <source>In %n templates</source>
        <translation>
            <numerusform>In %n template</numerusform>
            <numerusform>In %n templates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Update everywhere (%n templates)</source>
        <translation>
            <numerusform>Update everywhere (%n template)</numerusform>
            <numerusform>Update everywhere (%n templates)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Updated in %n templates</source>
        <translation>
            <numerusform>Updated in %n template</numerusform>
            <numerusform>Updated in %n templates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::SavedBlocksModel</name>
    <message numerus="yes">
        <source>%1, in %n templates</source>
        <translation>
            <numerusform>%1, in %n template</numerusform>
            <numerusform>%1, in %n templates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::SegmentsPage</name>
    <message numerus="yes">
        <source>Used in %Ln places</source>
        <translation>
            <numerusform>Used in %Ln place</numerusform>
            <numerusform>Used in %Ln places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::SendCalendar</name>
    <message numerus="yes">
        <source>%Ln people</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln people</source>
        <translation>
            <numerusform>%1, %Ln person</numerusform>
            <numerusform>%1, %Ln people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::SendingFigures</name>
    <message numerus="yes">
        <source>%n minutes late: no computer was awake</source>
        <translation>
            <numerusform>%n minute late: no computer was awake</numerusform>
            <numerusform>%n minutes late: no computer was awake</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n s left</source>
        <translation>
            <numerusform>about %n s left</numerusform>
            <numerusform>about %n s left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n min left</source>
        <translation>
            <numerusform>about %n min left</numerusform>
            <numerusform>about %n min left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::SendingView</name>
    <message numerus="yes">
        <source>%n other reasons</source>
        <translation>
            <numerusform>%n other reason</numerusform>
            <numerusform>%n other reasons</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of %1 people did not get it. Choose a bar to see who.</source>
        <translation>
            <numerusform>%Ln of %1 people did not get it. Choose a bar to see who.</numerusform>
            <numerusform>%Ln of %1 people did not get it. Choose a bar to see who.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln emails may not have gone out</source>
        <translation>
            <numerusform>%Ln email may not have gone out</numerusform>
            <numerusform>%Ln emails may not have gone out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>First email in %n s</source>
        <translation>
            <numerusform>First email in %n s</numerusform>
            <numerusform>First email in %n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::SourceBrowser</name>
    <message numerus="yes">
        <source>%1, %n digits</source>
        <translation>
            <numerusform>%1, one digit</numerusform>
            <numerusform>%1, %n digits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::SourceEditor</name>
    <message numerus="yes">
        <source>%Ln findings. F8 goes to the next one.</source>
        <translation>
            <numerusform>%Ln finding. F8 goes to it.</numerusform>
            <numerusform>%Ln findings. F8 goes to the next one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::SourceLinkPanel</name>
    <message numerus="yes">
        <source>%1. %n syncs wait for it</source>
        <translation>
            <numerusform>%1. %n sync waits for it</numerusform>
            <numerusform>%1. %n syncs wait for it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::StopQuestion</name>
    <message numerus="yes">
        <source>Stop for good? %Ln people will not get it.</source>
        <translation>
            <numerusform>Stop for good? %Ln person will not get it.</numerusform>
            <numerusform>Stop for good? %Ln people will not get it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::SuggestionsPanel</name>
    <message numerus="yes">
        <source>%1 people bought something with a value. By how long ago, how often, how much and how much at a time they buy, they fall into %n groups. Everything is worked out on this computer.</source>
        <translation>
            <numerusform>%1 people bought something with a value. By how long ago, how often, how much and how much at a time they buy, they fall into %n group. Everything is worked out on this computer.</numerusform>
            <numerusform>%1 people bought something with a value. By how long ago, how often, how much and how much at a time they buy, they fall into %n groups. Everything is worked out on this computer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n groups are shown: of three and more the clearest that other beginnings find as well. Choose another number in a curve.</source>
        <translation>
            <numerusform>%n group is shown: of three and more the clearest that other beginnings find as well. Choose another number in a curve.</numerusform>
            <numerusform>%n groups are shown: of three and more the clearest that other beginnings find as well. Choose another number in a curve.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n groups are shown, as you chose. None of the three figures decides alone.</source>
        <translation>
            <numerusform>%n group is shown, as you chose. None of the three figures decides alone.</numerusform>
            <numerusform>%n groups are shown, as you chose. None of the three figures decides alone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln groups are kept as lists</source>
        <translation>
            <numerusform>%Ln group is kept as a list</numerusform>
            <numerusform>%Ln groups are kept as lists</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::SyncDetail</name>
    <message numerus="yes">
        <source>%n runs that came to their end: %1 of each.</source>
        <translation>
            <numerusform>%n run that came to its end: %1 of it.</numerusform>
            <numerusform>%n runs that came to their end: %1 of each.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Try %n rows again</source>
        <translation>
            <numerusform>Try %n row again</numerusform>
            <numerusform>Try %n rows again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::TableView</name>
    <message numerus="yes">
        <source>%Ln rows copied.</source>
        <translation>
            <numerusform>%Ln row copied.</numerusform>
            <numerusform>%Ln rows copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::TableWriter</name>
    <message numerus="yes">
        <source>%Ln people stand in %1; nothing went over the line</source>
        <translation>
            <numerusform>One person stands in %1; nothing went over the line</numerusform>
            <numerusform>%Ln people stand in %1; nothing went over the line</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln people stand in %1</source>
        <translation>
            <numerusform>One person stands in %1</numerusform>
            <numerusform>%Ln people stand in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::TemplatesPage</name>
    <message numerus="yes">
        <source>in %Ln campaigns</source>
        <translation>
            <numerusform>in %Ln campaign</numerusform>
            <numerusform>in %Ln campaigns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more.</numerusform>
            <numerusform>And %n more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pictures came into the library.</source>
        <translation>
            <numerusform>%n picture came into the library.</numerusform>
            <numerusform>%n pictures came into the library.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved as %1, with %n pictures in a folder beside it</source>
        <translation>
            <numerusform>Saved as %1, with %n picture in a folder beside it</numerusform>
            <numerusform>Saved as %1, with %n pictures in a folder beside it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pictures are not in the library any more; choose others in their place.</source>
        <translation>
            <numerusform>%n picture is not in the library any more; choose another in its place.</numerusform>
            <numerusform>%n pictures are not in the library any more; choose others in their place.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::TodayPage</name>
    <message numerus="yes">
        <source>%1 on the last %n days</source>
        <translation>
            <numerusform>%1 on the last day</numerusform>
            <numerusform>%1 on the last %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::TranslationsPanel</name>
    <message numerus="yes">
        <source>%Ln missing</source>
        <translation>
            <numerusform>%Ln missing</numerusform>
            <numerusform>%Ln missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln texts missing</source>
        <translation>
            <numerusform>%Ln text missing</numerusform>
            <numerusform>%Ln texts missing</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::ValuesCard</name>
    <message numerus="yes">
        <source>%Ln segments</source>
        <translation>
            <numerusform>%Ln segment</numerusform>
            <numerusform>%Ln segments</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 · %Ln people have one</source>
        <translation>
            <numerusform>%1: %2 · %Ln person has one</numerusform>
            <numerusform>%1: %2 · %Ln people have one</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>&quot;%1&quot; was removed; %Ln segments still ask for it</source>
        <translation>
            <numerusform>&quot;%1&quot; was removed; %Ln segment still asks for it</numerusform>
            <numerusform>&quot;%1&quot; was removed; %Ln segments still ask for it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::VersionsPanel</name>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>audience::ui::WorkspaceSection</name>
    <message numerus="yes">
        <source>%n things are not as they should be. Go back to a backup from before, or ask for help with this list.</source>
        <translation>
            <numerusform>%n thing is not as it should be. Go back to a backup from before, or ask for help with this list.</numerusform>
            <numerusform>%n things are not as they should be. Go back to a backup from before, or ask for help with this list.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries, and none was changed or removed.</source>
        <translation>
            <numerusform>%Ln entry, and it was neither changed nor removed.</numerusform>
            <numerusform>%Ln entries, and none was changed or removed.</numerusform>
        </translation>
    </message>
</context>
</TS>
