<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-License-Identifier: Apache-2.0 -->
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%n record(s) here</source>
        <translation>
            <numerusform>%n record here</numerusform>
            <numerusform>%n records here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>limen::SyncPage</name>
    <message numerus="yes">
        <source>%n record(s) of this laptop wait to be sent</source>
        <translation>
            <numerusform>%n record of this laptop waits to be sent</numerusform>
            <numerusform>%n records of this laptop wait to be sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>limen::PreviewWindow</name>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>%n warning</numerusform>
            <numerusform>%n warnings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>limen::CloseShiftPanel</name>
    <message numerus="yes">
        <source>%n draft(s) before the shift can close</source>
        <translation>
            <numerusform>%n draft before the shift can close</numerusform>
            <numerusform>%n drafts before the shift can close</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>limen::ShiftPage</name>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>limen::UnlockWindow</name>
    <message numerus="yes">
        <source>Printed code (%n left)</source>
        <translation><numerusform>Printed code (%n left)</numerusform><numerusform>Printed code (%n left)</numerusform></translation>
    </message>
</context>
</TS>
