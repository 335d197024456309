/** WHO ATC, the substances of everyday prescriptions. One a line: code, then the international name. */
export const ATC = 'http://www.whocc.no/atc';

export const MEDICATIONS = `
A02BA02 Ranitidine
A02BA03 Famotidine
A02BC01 Omeprazole
A02BC02 Pantoprazole
A02BC03 Lansoprazole
A02BC05 Esomeprazole
A03FA01 Metoclopramide
A03FA03 Domperidone
A04AA01 Ondansetron
A06AD11 Lactulose
A06AD15 Macrogol
A06AB06 Senna glycosides
A07AA02 Nystatin
A07CA Oral rehydration salts
A07DA03 Loperamide
A07EC01 Sulfasalazine
A07EC02 Mesalazine
A10AB01 Insulin (human), fast-acting
A10AB04 Insulin lispro
A10AB05 Insulin aspart
A10AC01 Insulin (human), intermediate-acting
A10AE04 Insulin glargine
A10BA02 Metformin
A10BB01 Glibenclamide
A10BB09 Gliclazide
A10BB12 Glimepiride
A10BH01 Sitagliptin
A10BJ02 Liraglutide
A10BJ06 Semaglutide
A10BK01 Dapagliflozin
A10BK03 Empagliflozin
A11CC05 Colecalciferol
A11GA01 Ascorbic acid (vitamin C)
A12AA04 Calcium carbonate
A12BA01 Potassium chloride
B01AA03 Warfarin
B01AB01 Heparin
B01AB05 Enoxaparin
B01AC04 Clopidogrel
B01AC06 Acetylsalicylic acid
B01AE07 Dabigatran etexilate
B01AF01 Rivaroxaban
B01AF02 Apixaban
B02AA02 Tranexamic acid
B02BA01 Phytomenadione
B03AA07 Ferrous sulfate
B03BA01 Cyanocobalamin
B03BB01 Folic acid
B03XA01 Erythropoietin
C01AA05 Digoxin
C01BD01 Amiodarone
C01CA24 Epinephrine
C01DA02 Glyceryl trinitrate
C01DA14 Isosorbide mononitrate
C02AB01 Methyldopa (levorotatory)
C02CA04 Doxazosin
C02DB02 Hydralazine
C03AA03 Hydrochlorothiazide
C03BA11 Indapamide
C03CA01 Furosemide
C03DA01 Spironolactone
C07AA05 Propranolol
C07AB02 Metoprolol
C07AB03 Atenolol
C07AB07 Bisoprolol
C07AG02 Carvedilol
C08CA01 Amlodipine
C08CA05 Nifedipine
C08DA01 Verapamil
C08DB01 Diltiazem
C09AA01 Captopril
C09AA02 Enalapril
C09AA03 Lisinopril
C09AA04 Perindopril
C09AA05 Ramipril
C09CA01 Losartan
C09CA03 Valsartan
C09CA06 Candesartan
C10AA01 Simvastatin
C10AA03 Pravastatin
C10AA05 Atorvastatin
C10AA07 Rosuvastatin
C10AX09 Ezetimibe
D01AC01 Clotrimazole
D01BA02 Terbinafine
D07AA02 Hydrocortisone (topical)
D07AC01 Betamethasone (topical)
G02AB01 Methylergometrine
G03AA07 Levonorgestrel and ethinylestradiol
G03AC06 Medroxyprogesterone
G03AD01 Levonorgestrel
G04BE03 Sildenafil
G04CA02 Tamsulosin
G04CB01 Finasteride
H01BB02 Oxytocin
H02AB02 Dexamethasone
H02AB04 Methylprednisolone
H02AB06 Prednisolone
H02AB07 Prednisone
H02AB09 Hydrocortisone
H03AA01 Levothyroxine sodium
H03BA02 Propylthiouracil
H03BB01 Carbimazole
J01AA02 Doxycycline
J01CA01 Ampicillin
J01CA04 Amoxicillin
J01CE01 Benzylpenicillin
J01CE02 Phenoxymethylpenicillin
J01CE08 Benzathine benzylpenicillin
J01CF02 Cloxacillin
J01CF05 Flucloxacillin
J01CR02 Amoxicillin and beta-lactamase inhibitor
J01CR05 Piperacillin and beta-lactamase inhibitor
J01DB01 Cefalexin
J01DB04 Cefazolin
J01DC02 Cefuroxime
J01DD01 Cefotaxime
J01DD02 Ceftazidime
J01DD04 Ceftriaxone
J01DD08 Cefixime
J01DH02 Meropenem
J01EE01 Sulfamethoxazole and trimethoprim
J01FA01 Erythromycin
J01FA09 Clarithromycin
J01FA10 Azithromycin
J01FF01 Clindamycin
J01GB03 Gentamicin
J01GB06 Amikacin
J01MA02 Ciprofloxacin
J01MA12 Levofloxacin
J01XA01 Vancomycin
J01XD01 Metronidazole (parenteral)
J01XE01 Nitrofurantoin
J01XX01 Fosfomycin
J02AC01 Fluconazole
J04AB02 Rifampicin
J04AC01 Isoniazid
J04AK01 Pyrazinamide
J04AK02 Ethambutol
J05AB01 Aciclovir
J05AF07 Tenofovir disoproxil
J05AH02 Oseltamivir
J05AR10 Lopinavir and ritonavir
J05AX12 Dolutegravir
J06AA03 Snake venom antiserum
J07AM01 Tetanus toxoid
L01BA01 Methotrexate
L02BA01 Tamoxifen
L04AX01 Azathioprine
M01AB05 Diclofenac
M01AE01 Ibuprofen
M01AE02 Naproxen
M01AH01 Celecoxib
M04AA01 Allopurinol
M04AC01 Colchicine
M05BA04 Alendronic acid
N01AX03 Ketamine
N01BB02 Lidocaine
N02AA01 Morphine
N02AA05 Oxycodone
N02AB03 Fentanyl
N02AX02 Tramadol
N02BA01 Acetylsalicylic acid (analgesic)
N02BE01 Paracetamol
N02CC01 Sumatriptan
N03AA02 Phenobarbital
N03AB02 Phenytoin
N03AF01 Carbamazepine
N03AG01 Valproic acid
N03AX09 Lamotrigine
N03AX12 Gabapentin
N03AX14 Levetiracetam
N03AX16 Pregabalin
N04AA02 Biperiden
N04BA02 Levodopa and decarboxylase inhibitor
N05AA01 Chlorpromazine
N05AD01 Haloperidol
N05AH02 Clozapine
N05AH03 Olanzapine
N05AH04 Quetiapine
N05AN01 Lithium
N05AX08 Risperidone
N05BA01 Diazepam
N05BA06 Lorazepam
N05CD08 Midazolam
N05CF02 Zolpidem
N06AA09 Amitriptyline
N06AB03 Fluoxetine
N06AB04 Citalopram
N06AB06 Sertraline
N06AB10 Escitalopram
N06AX11 Mirtazapine
N06AX16 Venlafaxine
N06BA04 Methylphenidate
N06DA02 Donepezil
N07BC02 Methadone
P01AB01 Metronidazole
P01BA01 Chloroquine
P01BA03 Primaquine
P01BC01 Quinine
P01BE03 Artesunate
P01BF01 Artemether and lumefantrine
P02BA01 Praziquantel
P02CA03 Albendazole
P02CF01 Ivermectin
R01AD09 Mometasone (nasal)
R03AC02 Salbutamol
R03AC12 Salmeterol
R03AK06 Salmeterol and fluticasone
R03AK07 Formoterol and budesonide
R03BA02 Budesonide
R03BB01 Ipratropium bromide
R03BB04 Tiotropium bromide
R03DC03 Montelukast
R05CB01 Acetylcysteine
R06AE07 Cetirizine
R06AX13 Loratadine
S01AA11 Gentamicin (eye)
S01ED01 Timolol (eye)
S01EE01 Latanoprost (eye)
V03AB15 Naloxone
V03AB23 Acetylcysteine (antidote)
`;
