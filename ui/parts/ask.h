// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace updesk
{

/// A question asked only when something would be lost. The first answer is the filled button.
struct Question {
    QString title;
    QString text;
    QStringList answers; ///< verb first; Esc is always "leave it as it is"
};

/// Asks over the window of `parent` and waits; returns the index of the answer, -1 for Esc and over a covered window.
int ask(QWidget *parent, const Question &question);

/// Answers every question that is open over the window as Esc does.
void dismissQuestions(const QWidget *window);

/// The answer the next ask() gets without showing anything; for tests. Several are used in order.
void answerNext(int index);

/// The last question asked; for tests.
Question lastQuestion();

} // namespace updesk
