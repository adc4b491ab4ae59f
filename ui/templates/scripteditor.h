// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/templatestore.h"
#include "ui/parts/button.h"

#include <QWidget>

class QLineEdit;
class QVBoxLayout;

namespace updesk
{

class EditFoot;
class Field;
class FieldBar;
class LeadPicker;
class ScriptEditModel;
class ScriptPreview;
class Segments;
class Session;
class StepEditor;
class TemplateEdit;

/// Beside the list: one script in each language, what is wrong with it, and how it reads on a call with a lead.
class ScriptEditor final : public QWidget
{
    Q_OBJECT
public:
    explicit ScriptEditor(Session &session, QWidget *parent = nullptr);
    ScriptEditModel *model() const { return m_model; }
    void open(const QString &key, const std::vector<ScriptEntry> &entries);
    void findLeads(); ///< for the preview, once it is seen
    void save();

Q_SIGNALS:
    void languageChosen(int language);
    void done(const QString &words); ///< a deed that undo takes back
    void failed(const QString &words); ///< empty: nothing is wrong any more

private:
    QWidget *makeHead();
    QWidget *makeWords();
    QWidget *makePreview();
    void makeFoot();
    void connectParts();
    void refresh();
    void showSteps();
    void showFindings();
    void showFoot();
    StepEditor *makeStep(int number);
    void chooseLead();
    void useShipped();
    void move(int by);
    void tell(const Result<DeedId> &deed, const QString &words);

    ScriptEditModel *m_model;
    TextLabel *m_name, *m_kind, *m_reading, *m_findings, *m_fallsBack;
    Segments *m_language = nullptr;
    Field *m_title = nullptr;
    FieldBar *m_fields = nullptr;
    TemplateEdit *m_body = nullptr;
    QWidget *m_stepBox = nullptr;
    QVBoxLayout *m_stepColumn = nullptr;
    std::vector<StepEditor *> m_steps;
    Button *m_addStep = nullptr, *m_up = nullptr, *m_down = nullptr, *m_forget = nullptr;
    LeadPicker *m_picker;
    ScriptPreview *m_preview;
    EditFoot *m_foot = nullptr;
    bool m_showing = false;
};

} // namespace updesk
