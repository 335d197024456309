/** WHO ICD-10 (2019), the categories and subcategories a general ward writes most. One a line: code, then title. */
export const ICD_10 = 'http://hl7.org/fhir/sid/icd-10';

export const CONDITIONS = `
A00.9 Cholera, unspecified
A01.0 Typhoid fever
A02.0 Salmonella enteritis
A04.7 Enterocolitis due to Clostridium difficile
A06.0 Acute amoebic dysentery
A08.0 Rotaviral enteritis
A09.0 Other and unspecified gastroenteritis and colitis of infectious origin
A15.0 Tuberculosis of lung, confirmed by sputum microscopy with or without culture
A16.9 Respiratory tuberculosis unspecified, without mention of bacteriological or histological confirmation
A33 Tetanus neonatorum
A35 Other tetanus
A36.9 Diphtheria, unspecified
A37.9 Whooping cough, unspecified
A38 Scarlet fever
A39.0 Meningococcal meningitis
A40.9 Streptococcal sepsis, unspecified
A41.9 Sepsis, unspecified
A46 Erysipelas
A49.9 Bacterial infection, unspecified
A51.0 Primary genital syphilis
A53.9 Syphilis, unspecified
A54.9 Gonococcal infection, unspecified
A56.0 Chlamydial infection of lower genitourinary tract
A60.0 Herpesviral infection of genitalia and urogenital tract
A69.2 Lyme disease
A82.9 Rabies, unspecified
A97.9 Dengue, unspecified
B00.9 Herpesviral infection, unspecified
B01.9 Varicella without complication
B02.9 Zoster without complication
B05.9 Measles without complication
B06.9 Rubella without complication
B15.9 Hepatitis A without hepatic coma
B16.9 Acute hepatitis B without delta-agent and without hepatic coma
B18.1 Chronic viral hepatitis B without delta-agent
B18.2 Chronic viral hepatitis C
B20 Human immunodeficiency virus [HIV] disease resulting in infectious and parasitic diseases
B24 Unspecified human immunodeficiency virus [HIV] disease
B26.9 Mumps without complication
B27.9 Infectious mononucleosis, unspecified
B34.9 Viral infection, unspecified
B35.1 Tinea unguium
B35.3 Tinea pedis
B37.0 Candidal stomatitis
B37.3 Candidiasis of vulva and vagina
B50.9 Plasmodium falciparum malaria, unspecified
B51.9 Plasmodium vivax malaria without complication
B54 Unspecified malaria
B65.9 Schistosomiasis, unspecified
B76.9 Hookworm disease, unspecified
B77.9 Ascariasis, unspecified
B86 Scabies
C16.9 Malignant neoplasm: Stomach, unspecified
C18.9 Malignant neoplasm: Colon, unspecified
C20 Malignant neoplasm of rectum
C22.0 Liver cell carcinoma
C25.9 Malignant neoplasm: Pancreas, unspecified
C34.9 Malignant neoplasm: Bronchus or lung, unspecified
C43.9 Malignant melanoma of skin, unspecified
C44.9 Malignant neoplasm of skin, unspecified
C50.9 Malignant neoplasm: Breast, unspecified
C53.9 Malignant neoplasm: Cervix uteri, unspecified
C54.1 Malignant neoplasm: Endometrium
C56 Malignant neoplasm of ovary
C61 Malignant neoplasm of prostate
C64 Malignant neoplasm of kidney, except renal pelvis
C67.9 Malignant neoplasm: Bladder, unspecified
C73 Malignant neoplasm of thyroid gland
C81.9 Hodgkin lymphoma, unspecified
C85.9 Non-Hodgkin lymphoma, unspecified
C90.0 Multiple myeloma
C91.0 Acute lymphoblastic leukaemia [ALL]
C92.0 Acute myeloblastic leukaemia [AML]
D25.9 Leiomyoma of uterus, unspecified
D50.9 Iron deficiency anaemia, unspecified
D51.9 Vitamin B12 deficiency anaemia, unspecified
D52.9 Folate deficiency anaemia, unspecified
D56.1 Beta thalassaemia
D57.0 Sickle-cell anaemia with crisis
D57.1 Sickle-cell anaemia without crisis
D64.9 Anaemia, unspecified
D66 Hereditary factor VIII deficiency
D69.6 Thrombocytopenia, unspecified
E03.9 Hypothyroidism, unspecified
E04.9 Nontoxic goitre, unspecified
E05.0 Thyrotoxicosis with diffuse goitre
E05.9 Thyrotoxicosis, unspecified
E10.1 Type 1 diabetes mellitus with ketoacidosis
E10.9 Type 1 diabetes mellitus without complications
E11.2 Type 2 diabetes mellitus with renal complications
E11.3 Type 2 diabetes mellitus with ophthalmic complications
E11.4 Type 2 diabetes mellitus with neurological complications
E11.5 Type 2 diabetes mellitus with peripheral circulatory complications
E11.9 Type 2 diabetes mellitus without complications
E16.2 Hypoglycaemia, unspecified
E22.1 Hyperprolactinaemia
E27.1 Primary adrenocortical insufficiency
E28.2 Polycystic ovarian syndrome
E41 Nutritional marasmus
E43 Unspecified severe protein-energy malnutrition
E46 Unspecified protein-energy malnutrition
E50.9 Vitamin A deficiency, unspecified
E55.9 Vitamin D deficiency, unspecified
E66.9 Obesity, unspecified
E78.0 Pure hypercholesterolaemia
E78.5 Hyperlipidaemia, unspecified
E84.9 Cystic fibrosis, unspecified
E86 Volume depletion
E87.1 Hypo-osmolality and hyponatraemia
E87.6 Hypokalaemia
F00.9 Dementia in Alzheimer disease, unspecified
F03 Unspecified dementia
F05.9 Delirium, unspecified
F10.2 Mental and behavioural disorders due to use of alcohol: dependence syndrome
F11.2 Mental and behavioural disorders due to use of opioids: dependence syndrome
F17.2 Mental and behavioural disorders due to use of tobacco: dependence syndrome
F20.9 Schizophrenia, unspecified
F31.9 Bipolar affective disorder, unspecified
F32.9 Depressive episode, unspecified
F33.9 Recurrent depressive disorder, unspecified
F40.1 Social phobias
F41.0 Panic disorder [episodic paroxysmal anxiety]
F41.1 Generalized anxiety disorder
F41.9 Anxiety disorder, unspecified
F42.9 Obsessive-compulsive disorder, unspecified
F43.1 Post-traumatic stress disorder
F43.2 Adjustment disorders
F50.0 Anorexia nervosa
F51.0 Nonorganic insomnia
F84.0 Childhood autism
F90.0 Disturbance of activity and attention
G00.9 Bacterial meningitis, unspecified
G03.9 Meningitis, unspecified
G20 Parkinson disease
G30.9 Alzheimer disease, unspecified
G35 Multiple sclerosis
G40.9 Epilepsy, unspecified
G43.9 Migraine, unspecified
G44.2 Tension-type headache
G45.9 Transient cerebral ischaemic attack, unspecified
G47.3 Sleep apnoea
G51.0 Bell palsy
G56.0 Carpal tunnel syndrome
G61.0 Guillain-Barré syndrome
G62.9 Polyneuropathy, unspecified
G80.9 Cerebral palsy, unspecified
G81.9 Hemiplegia, unspecified
H10.9 Conjunctivitis, unspecified
H25.9 Senile cataract, unspecified
H26.9 Cataract, unspecified
H35.3 Degeneration of macula and posterior pole
H36.0 Diabetic retinopathy
H40.1 Primary open-angle glaucoma
H40.9 Glaucoma, unspecified
H52.1 Myopia
H54.0 Blindness, binocular
H60.9 Otitis externa, unspecified
H66.9 Otitis media, unspecified
H81.1 Benign paroxysmal vertigo
H91.9 Hearing loss, unspecified
H93.1 Tinnitus
I05.0 Mitral stenosis
I10 Essential (primary) hypertension
I11.0 Hypertensive heart disease with (congestive) heart failure
I20.0 Unstable angina
I20.9 Angina pectoris, unspecified
I21.9 Acute myocardial infarction, unspecified
I25.1 Atherosclerotic heart disease
I25.2 Old myocardial infarction
I26.9 Pulmonary embolism without mention of acute cor pulmonale
I27.0 Primary pulmonary hypertension
I33.0 Acute and subacute infective endocarditis
I35.0 Aortic (valve) stenosis
I42.9 Cardiomyopathy, unspecified
I44.2 Atrioventricular block, complete
I47.1 Supraventricular tachycardia
I48.9 Atrial fibrillation and atrial flutter, unspecified
I49.9 Cardiac arrhythmia, unspecified
I50.0 Congestive heart failure
I50.9 Heart failure, unspecified
I60.9 Subarachnoid haemorrhage, unspecified
I61.9 Intracerebral haemorrhage, unspecified
I63.9 Cerebral infarction, unspecified
I64 Stroke, not specified as haemorrhage or infarction
I69.4 Sequelae of stroke, not specified as haemorrhage or infarction
I70.2 Atherosclerosis of arteries of extremities
I71.4 Abdominal aortic aneurysm, without mention of rupture
I73.9 Peripheral vascular disease, unspecified
I80.2 Phlebitis and thrombophlebitis of other deep vessels of lower extremities
I83.9 Varicose veins of lower extremities without ulcer or inflammation
I95.1 Orthostatic hypotension
J00 Acute nasopharyngitis [common cold]
J01.9 Acute sinusitis, unspecified
J02.0 Streptococcal pharyngitis
J02.9 Acute pharyngitis, unspecified
J03.9 Acute tonsillitis, unspecified
J04.0 Acute laryngitis
J05.0 Acute obstructive laryngitis [croup]
J06.9 Acute upper respiratory infection, unspecified
J11.1 Influenza with other respiratory manifestations, virus not identified
J12.9 Viral pneumonia, unspecified
J15.9 Bacterial pneumonia, unspecified
J18.0 Bronchopneumonia, unspecified
J18.9 Pneumonia, unspecified
J20.9 Acute bronchitis, unspecified
J21.9 Acute bronchiolitis, unspecified
J30.1 Allergic rhinitis due to pollen
J30.4 Allergic rhinitis, unspecified
J32.9 Chronic sinusitis, unspecified
J40 Bronchitis, not specified as acute or chronic
J43.9 Emphysema, unspecified
J44.1 Chronic obstructive pulmonary disease with acute exacerbation, unspecified
J44.9 Chronic obstructive pulmonary disease, unspecified
J45.0 Predominantly allergic asthma
J45.9 Asthma, unspecified
J46 Status asthmaticus
J47 Bronchiectasis
J80 Adult respiratory distress syndrome
J84.1 Other interstitial pulmonary diseases with fibrosis
J90 Pleural effusion, not elsewhere classified
J93.9 Pneumothorax, unspecified
J96.0 Acute respiratory failure
K02.9 Dental caries, unspecified
K04.7 Periapical abscess without sinus
K21.0 Gastro-oesophageal reflux disease with oesophagitis
K21.9 Gastro-oesophageal reflux disease without oesophagitis
K25.9 Gastric ulcer, unspecified as acute or chronic, without haemorrhage or perforation
K26.9 Duodenal ulcer, unspecified as acute or chronic, without haemorrhage or perforation
K29.7 Gastritis, unspecified
K30 Functional dyspepsia
K35.8 Acute appendicitis, other and unspecified
K37 Unspecified appendicitis
K40.9 Unilateral or unspecified inguinal hernia, without obstruction or gangrene
K42.9 Umbilical hernia without obstruction or gangrene
K50.9 Crohn disease, unspecified
K51.9 Ulcerative colitis, unspecified
K56.7 Ileus, unspecified
K57.3 Diverticular disease of large intestine without perforation or abscess
K58.9 Irritable bowel syndrome without diarrhoea
K59.0 Constipation
K60.2 Anal fissure, unspecified
K64.9 Haemorrhoids, unspecified
K65.0 Acute peritonitis
K70.3 Alcoholic cirrhosis of liver
K74.6 Other and unspecified cirrhosis of liver
K76.0 Fatty (change of) liver, not elsewhere classified
K80.2 Calculus of gallbladder without cholecystitis
K81.0 Acute cholecystitis
K85.9 Acute pancreatitis, unspecified
K90.0 Coeliac disease
K92.2 Gastrointestinal haemorrhage, unspecified
L02.9 Cutaneous abscess, furuncle and carbuncle, unspecified
L03.9 Cellulitis, unspecified
L20.9 Atopic dermatitis, unspecified
L23.9 Allergic contact dermatitis, unspecified cause
L30.9 Dermatitis, unspecified
L40.9 Psoriasis, unspecified
L50.9 Urticaria, unspecified
L70.0 Acne vulgaris
L89.9 Decubitus ulcer and pressure area, unspecified
L97 Ulcer of lower limb, not elsewhere classified
M05.9 Seropositive rheumatoid arthritis, unspecified
M06.9 Rheumatoid arthritis, unspecified
M10.9 Gout, unspecified
M16.9 Coxarthrosis, unspecified
M17.9 Gonarthrosis, unspecified
M19.9 Arthrosis, unspecified
M32.9 Systemic lupus erythematosus, unspecified
M45 Ankylosing spondylitis
M48.0 Spinal stenosis
M51.2 Other specified intervertebral disc displacement
M54.2 Cervicalgia
M54.3 Sciatica
M54.5 Low back pain
M75.1 Rotator cuff syndrome
M79.7 Fibromyalgia
M81.9 Osteoporosis, unspecified
M86.9 Osteomyelitis, unspecified
N00.9 Acute nephritic syndrome, unspecified
N04.9 Nephrotic syndrome, unspecified
N10 Acute tubulo-interstitial nephritis
N17.9 Acute renal failure, unspecified
N18.3 Chronic kidney disease, stage 3
N18.4 Chronic kidney disease, stage 4
N18.5 Chronic kidney disease, stage 5
N18.9 Chronic kidney disease, unspecified
N20.0 Calculus of kidney
N30.0 Acute cystitis
N39.0 Urinary tract infection, site not specified
N40 Hyperplasia of prostate
N41.0 Acute prostatitis
N73.9 Female pelvic inflammatory disease, unspecified
N76.0 Acute vaginitis
N80.9 Endometriosis, unspecified
N92.0 Excessive and frequent menstruation with regular cycle
N94.6 Dysmenorrhoea, unspecified
N97.9 Female infertility, unspecified
O00.9 Ectopic pregnancy, unspecified
O03.9 Spontaneous abortion, complete or unspecified, without complication
O13 Gestational [pregnancy-induced] hypertension
O14.1 Severe pre-eclampsia
O14.9 Pre-eclampsia, unspecified
O15.9 Eclampsia, unspecified as to time period
O21.0 Mild hyperemesis gravidarum
O24.4 Diabetes mellitus arising in pregnancy
O42.9 Premature rupture of membranes, unspecified
O44.1 Placenta praevia with haemorrhage
O60.1 Preterm spontaneous labour with preterm delivery
O72.1 Other immediate postpartum haemorrhage
O80.9 Single spontaneous delivery, unspecified
O82.9 Delivery by caesarean section, unspecified
P07.1 Other low birth weight
P21.9 Birth asphyxia, unspecified
P22.0 Respiratory distress syndrome of newborn
P36.9 Bacterial sepsis of newborn, unspecified
P59.9 Neonatal jaundice, unspecified
Q21.0 Ventricular septal defect
Q21.1 Atrial septal defect
Q90.9 Down syndrome, unspecified
R00.2 Palpitations
R05 Cough
R06.0 Dyspnoea
R07.4 Chest pain, unspecified
R10.4 Other and unspecified abdominal pain
R11 Nausea and vomiting
R17 Unspecified jaundice
R21 Rash and other nonspecific skin eruption
R31 Unspecified haematuria
R33 Retention of urine
R42 Dizziness and giddiness
R50.9 Fever, unspecified
R51 Headache
R52.9 Pain, unspecified
R53 Malaise and fatigue
R55 Syncope and collapse
R56.0 Febrile convulsions
R56.8 Other and unspecified convulsions
R57.0 Cardiogenic shock
R63.4 Abnormal weight loss
S00.9 Superficial injury of head, part unspecified
S06.0 Concussion
S06.5 Traumatic subdural haemorrhage
S22.3 Fracture of rib
S42.0 Fracture of clavicle
S52.5 Fracture of lower end of radius
S62.6 Fracture of other finger
S72.0 Fracture of neck of femur
S82.6 Fracture of lateral malleolus
S83.2 Tear of meniscus, current
S93.4 Sprain and strain of ankle
T14.1 Open wound of unspecified body region
T30.0 Burn of unspecified body region, unspecified degree
T63.0 Toxic effect: Snake venom
T78.0 Anaphylactic shock due to adverse food reaction
T78.2 Anaphylactic shock, unspecified
T78.4 Allergy, unspecified
T88.7 Unspecified adverse effect of drug or medicament
U07.1 COVID-19, virus identified
U07.2 COVID-19, virus not identified
Z21 Asymptomatic human immunodeficiency virus [HIV] infection status
Z22.3 Carrier of other specified bacterial diseases
Z34.9 Supervision of normal pregnancy, unspecified
Z72.0 Tobacco use
Z86.7 Personal history of diseases of the circulatory system
Z88.0 Personal history of allergy to penicillin
Z94.0 Kidney transplant status
Z95.0 Presence of cardiac pacemaker
Z95.1 Presence of aortocoronary bypass graft
`;
